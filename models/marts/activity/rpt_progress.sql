{{ config(materialized='view') }}

with
progress as (
    select * from {{ ref('int_progress') }}
)

select
    platform,
    course_id,
    learner_id,
    level,
    block_id,
    n_blocks,
    n_completed,
    share_completed,
    reported_share
from progress
