with
learner_ids as (
    select * from {{ ref('int_learner_ids') }}
)

select
    platform,
    learner_id,
    course_id,
    id_kind,
    id
from learner_ids
