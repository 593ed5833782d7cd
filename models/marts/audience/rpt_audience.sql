with
audience as (
    select * from {{ ref('int_learner_client_counts') }}
)

select
    platform,
    course_id,
    dimension,
    value,
    count(distinct learner_id) as n_learners,
    cast(sum(n_events) as bigint) as n_events
from audience
group by platform, course_id, dimension, value
