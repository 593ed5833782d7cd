with
staff as (
    select * from {{ ref('int_staff') }}
)

select
    platform,
    learner_id,
    course_id,
    reason
from staff
