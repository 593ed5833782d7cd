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
    opens_at,
    due_at,
    closes_at,
    max_attempts,
    weight,
    response_types,
    duration_seconds,
    transcript_languages,
    library_id,
    tags,
    is_hidden,
    url
from content
