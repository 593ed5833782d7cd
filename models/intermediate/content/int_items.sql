with
content as (
    select * from {{ ref('int_content') }}
    where course_id is not null
),

item_kinds as (
    select * from {{ ref('item_kinds') }}
),

content_counts as (
    select * from {{ ref('int_course_content_counts') }}
)

-- In a course with a structure, blocks that only the logs name have been removed from the course.
select
    content.platform,
    content.course_id,
    content.block_id,
    content.node,
    content.parent_node,
    item_kinds.kind,
    content.is_graded,
    content.late_at,
    content_counts.has_structure
from content
inner join item_kinds
    on content.block_type = item_kinds.block_type
inner join content_counts
    on content.course_id = content_counts.course_id
where
    not coalesce(content.is_hidden, false)
    and (content.place_in_parent is not null or not content_counts.has_structure)
