with
engagement as (
    select * from {{ ref('fct_module_engagement') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

learners as (
    select
        engagement.platform,
        engagement.course_id,
        engagement.learner_id,
        reporting_dates.as_of_date,
        {% for metric, acts in {
            'problem_attempts': "sum(n) filter (where action = 'attempted')",
            'problems_attempted': "count(distinct case when action = 'attempted' then entity_id end)",
            'problems_completed': "count(distinct case when action = 'completed' then entity_id end)",
            'videos_viewed': "count(distinct case when action = 'viewed' then entity_id end)",
            'discussion_contributions': "sum(n) filter (where action = 'contributed')",
        }.items() -%}
            cast(coalesce({{ acts }}, 0) as bigint) as {{ metric }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from engagement
    inner join reporting_dates
        on
            engagement.course_id = reporting_dates.course_id
            and engagement.activity_date > reporting_dates.as_of_date - interval 7 day
            and engagement.activity_date <= reporting_dates.as_of_date
    group by
        engagement.platform,
        engagement.course_id,
        engagement.learner_id,
        reporting_dates.as_of_date
)

select
    platform,
    course_id,
    learner_id,
    as_of_date,
    problem_attempts,
    problems_attempted,
    problems_completed,
    problem_attempts / nullif(cast(problems_completed as double), 0)
        as problem_attempts_per_completed,
    videos_viewed,
    discussion_contributions
from learners
