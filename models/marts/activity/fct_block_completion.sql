{{ config(materialized='view') }}

with
block_completion as (
    select * from {{ ref('int_block_completion') }}
)

select
    platform,
    course_id,
    learner_id,
    block_id,
    block_type,
    first_event_at,
    first_completed_at,
    last_event_at,
    last_completion,
    is_complete,
    n_events,
    event_types
from block_completion
