with
reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

activity_days as (
    select activity_days.*
    from {{ ref('int_activity_days') }} as activity_days
    inner join reporting_dates
        on
            activity_days.course_id = reporting_dates.course_id
            and activity_days.activity_date <= reporting_dates.as_of_date
    where activity_days.learner_id is not null
)

{% for activity, count in {
    'active': 'n_active_events', 'attempted_problem': 'n_problem_checks',
    'posted_forum': 'n_forum_posts', 'played_video': 'n_plays',
}.items() -%}
    select
        platform,
        course_id,
        {{ week_start('activity_date') }} as week_start_date,
        '{{ activity }}' as activity,
        count(distinct learner_id) as n_learners
    from activity_days
    where {{ count }} > 0
    group by platform, course_id, {{ week_start('activity_date') }}
    {% if not loop.last %} union all {% endif %}
{% endfor %}
