{{ config(materialized='view') }}

with
content as (
    select * from {{ ref('int_content') }}
),

titles as (
    select * from {{ ref('int_content_titles') }}
)

select
    content.platform,
    content.course_id,
    content.block_id,
    content.block_type,
    content.display_name,
    titles.title,
    content.parent_block_id,
    content.chapter,
    content.sequential,
    content.vertical_position,
    content.place_in_parent,
    content.format,
    content.is_graded,
    content.opens_at,
    content.due_at,
    content.closes_at,
    content.late_at,
    content.max_attempts,
    content.weight,
    content.response_types,
    content.duration_seconds,
    content.transcript_languages,
    content.library_id,
    content.tags,
    content.is_hidden,
    content.url
from content
left join titles
    on content.course_id = titles.course_id and content.block_id = titles.block_id
