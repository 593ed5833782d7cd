with
recent_engagement as (
    select * from {{ ref('fct_recent_engagement') }}
),

measured as (
    {% for metric in [
        'problem_attempts', 'problems_attempted', 'problems_completed',
        'problem_attempts_per_completed', 'videos_viewed', 'discussion_contributions',
    ] -%}
        select
            platform,
            course_id,
            as_of_date,
            '{{ metric }}' as metric,
            cast({{ metric }} as double) as value -- noqa
        from recent_engagement
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
