with
audience as (
    select * from {{ ref('int_learner_client_counts') }}
),

languages as (
    select * from {{ ref('languages') }}
),

counted as (
    select
        platform,
        course_id,
        dimension,
        value,
        count(distinct learner_id) as n_learners,
        cast(sum(n_events) as bigint) as n_events
    from audience
    group by platform, course_id, dimension, value
)

select
    counted.platform,
    counted.course_id,
    counted.dimension,
    counted.value,
    coalesce(languages.name, counted.value) as value_name,
    counted.n_learners,
    counted.n_events
from counted
left join languages
    on counted.dimension = 'language' and counted.value = languages.language
