with
structure as (
    select * from {{ ref('int_content_structure') }}
),

content as (
    select * from {{ ref('int_content') }}
    where platform = 'edx' and course_id is not null
),

completion_modes as (
    select * from {{ ref('edx_completion_modes') }}
),

structured_courses as (
    select distinct course_id
    from structure
),

blocks as (
    select
        course_id,
        node,
        parent_node,
        block_type,
        chapter,
        sequential,
        true as is_in_structure
    from structure
    union all
    select
        content.course_id,
        content.node,
        content.parent_node,
        content.block_type,
        content.chapter,
        content.sequential,
        false as is_in_structure
    from content
    left join structured_courses
        on content.course_id = structured_courses.course_id
    where structured_courses.course_id is null
),

-- The content of these blocks differs between learners.
choosers as (
    select
        content.course_id,
        content.node
    from content
    inner join completion_modes
        on content.block_type = completion_modes.block_type
    where completion_modes.completion_mode = 'chooser'
),

containers as (
    select
        course_id,
        block_type,
        case block_type when 'chapter' then chapter when 'sequential' then sequential end
            as block_name,
        min(block_id) as block_id
    from content
    where block_type in ('course', 'chapter', 'sequential')
    group by 1, 2, 3
)

select
    blocks.course_id,
    blocks.node,
    blocks.block_type,
    blocks.is_in_structure,
    coalesce(courses.block_id, blocks.course_id) as course_block_id,
    sections.block_id as section_block_id,
    subsections.block_id as subsection_block_id
from blocks
left join completion_modes
    on blocks.block_type = completion_modes.block_type
left join containers as courses
    on blocks.course_id = courses.course_id and courses.block_type = 'course'
left join containers as sections
    on
        blocks.course_id = sections.course_id
        and sections.block_type = 'chapter'
        and blocks.chapter = sections.block_name
left join containers as subsections
    on
        blocks.course_id = subsections.course_id
        and subsections.block_type = 'sequential'
        and blocks.sequential = subsections.block_name
left join content as parents
    on blocks.course_id = parents.course_id and blocks.parent_node = parents.node
left join choosers
    on
        blocks.course_id = choosers.course_id
        and (blocks.parent_node = choosers.node or parents.parent_node = choosers.node)
where
    blocks.block_type is not null
    and choosers.node is null
    and coalesce(completion_modes.completion_mode, 'completable') = 'completable'
