with
activity_days as (
    select * from {{ ref('int_activity_days') }}
    where learner_id is not null and course_id is not null
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
