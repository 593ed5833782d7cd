with
audience as (
    select * from {{ ref('int_audience') }}
    where learner_id is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, dimension
            order by value is null asc, n_events desc, value asc
        ) as preference
    from audience
)

select
    learner_id,
    course_id,
    max(value) filter (where dimension = 'os') as os,
    max(value) filter (where dimension = 'browser') as browser,
    max(value) filter (where dimension = 'device_type') as device_type,
    max(value) filter (where dimension = 'language') as language -- noqa
from ranked
where preference = 1
group by learner_id, course_id
