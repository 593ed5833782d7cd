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
        }.items() -%}
            cast(coalesce({{ acts }}, 0) as double) as {{ metric }},
        {% endfor -%}
        cast(
            coalesce(sum(engagement.n) filter (where engagement.action = 'contributed'), 0)
            as double
        ) as discussion_contributions
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
),

measured as (
    {% for metric, value in {
        'problem_attempts': 'problem_attempts',
        'problems_attempted': 'problems_attempted',
        'problems_completed': 'problems_completed',
        'problem_attempts_per_completed': 'problem_attempts / nullif(problems_completed, 0)',
        'videos_viewed': 'videos_viewed',
        'discussion_contributions': 'discussion_contributions',
    }.items() -%}
        select
            platform,
            course_id,
            as_of_date,
            '{{ metric }}' as metric,
            {{ value }} as value -- noqa
        from learners
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    platform,
    course_id,
    metric,
    cast(as_of_date - interval 6 day as date) as first_date,
    as_of_date as last_date,
    count(*) as n_learners,
    min(value) as low_from,
    percentile_cont(0.15) within group (order by value) as normal_from,
    percentile_cont(0.85) within group (order by value) as high_from,
    max(value) as high_to
from measured
where value is not null
group by platform, course_id, metric, as_of_date
