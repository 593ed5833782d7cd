{{ config(materialized='view') }}

with
content as (
    select * from {{ ref('int_content') }}
)

select
    platform,
    course_id,
    block_id,
    block_type,
    display_name,
    parent_block_id,
    chapter,
    sequential,
    vertical_position,
    place_in_parent,
    format,
    is_graded,
    due_at,
    closes_at,
    max_attempts,
    duration_seconds,
    is_hidden,
    url
from content
