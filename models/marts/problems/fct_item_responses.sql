{{ config(materialized='view') }}

with
responses as (
    select * from {{ ref('int_item_responses') }}
)

select
    platform,
    course_id,
    item_id,
    block_id,
    part,
    learner_id,
    responded_at,
    score
from responses
