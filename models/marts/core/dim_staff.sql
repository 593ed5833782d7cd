{{ config(materialized='view') }}

with
staff as (
    select * from {{ ref('int_staff') }}
)

select
    platform,
    learner_id,
    course_id,
    reason,
    evidence,
    first_seen_at
from staff
