with
nodes as (
    select * from {{ ref('int_content_nodes') }}
),

parents as (
    select * from {{ ref('int_content_parents') }}
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

coursera_content as (
    select * from {{ of_coursera('int_coursera_content') }}
),

-- The course structure takes precedence; for other blocks, where most events show them. The root is
-- the block whose name follows from the course key, because events may name any block as a course.
placed as (
    select
        nodes.platform,
        nodes.course_id,
        nodes.node,
        nodes.block_type,
        nodes.block_name,
        coalesce(structure.block_id, nodes.block_id) as block_id,
        coalesce(structure.display_name, nodes.display_name) as display_name,
        structure.chapter as known_chapter,
        structure.sequential as known_sequential,
        coalesce(structure.vertical_position, nodes.position) as position,
        structure.position as place_in_parent,
        case
            when nodes.node = courses.node then null
            when structure.node is not null then coalesce(structure.parent_node, courses.node)
            when nodes.position is not null then {{ replaced('nodes.node', '/[0-9]+$', '') }}
            else coalesce(parents.parent_node, courses.node)
        end as parent_node
    from nodes
    left join structure
        on nodes.course_id = structure.course_id and nodes.node = structure.node
    left join parents
        on
            nodes.course_id is not distinct from parents.course_id
            and nodes.node = parents.node
    left join nodes as courses
        on
            nodes.course_id = courses.course_id
            and courses.node = {{ edx_course_node('courses.course_id') }}
),

located as (
    select
        placed.*,
        parents_1.block_id as parent_block_id,
        coalesce(placed.known_chapter, case 'chapter'
            when placed.block_type then placed.block_name
            when parents_1.block_type then parents_1.block_name
            when parents_2.block_type then parents_2.block_name
            when parents_3.block_type then parents_3.block_name
        end) as chapter,
        coalesce(placed.known_sequential, case 'sequential'
            when placed.block_type then placed.block_name
            when parents_1.block_type then parents_1.block_name
            when parents_2.block_type then parents_2.block_name
        end) as sequential,
        coalesce(placed.position, parents_1.position) as vertical_position
    from placed
    left join placed as parents_1
        on placed.course_id = parents_1.course_id and placed.parent_node = parents_1.node
    left join placed as parents_2
        on parents_1.course_id = parents_2.course_id and parents_1.parent_node = parents_2.node
    left join placed as parents_3
        on parents_2.course_id = parents_3.course_id and parents_2.parent_node = parents_3.node
)

select
    located.platform,
    located.course_id,
    located.block_id,
    located.node,
    located.block_type,
    located.display_name,
    located.parent_block_id,
    located.parent_node,
    located.chapter,
    located.sequential,
    located.vertical_position,
    cast(null as bigint) as order_number,
    located.place_in_parent,
    structure.format,
    structure.is_graded,
    structure.opens_at,
    structure.due_at,
    structure.closes_at,
    coalesce(structure.closes_at, structure.due_at) as late_at,
    structure.max_attempts,
    structure.weight,
    structure.response_types,
    structure.duration_seconds,
    structure.transcript_languages,
    structure.library_id,
    structure.tags,
    cast(null as boolean) as is_hidden,
    case
        when located.block_type = 'course' and located.parent_node is null
            then {{ edx_course_path('located.course_id') }}
        when located.block_type = 'chapter'
            then
                {{ edx_course_path('located.course_id') }} || 'courseware/'
                || located.chapter || '/'
        when
            located.chapter is not null and (
                located.block_type = 'sequential'
                or (located.block_type = 'vertical' and located.position is not null)
            )
            then
                {{ edx_course_path('located.course_id') }} || 'courseware/' || located.chapter
                || '/' || located.sequential || '/'
                || coalesce(cast(located.position as string) || '/', '')
        else {{ edx_block_path('located.course_id', 'located.block_id') }}
    end as url
from located
left join structure
    on located.course_id = structure.course_id and located.node = structure.node
union all
select
    'coursera' as platform,
    course_id,
    block_id,
    block_id as node,
    block_type,
    display_name,
    parent_block_id,
    parent_block_id as parent_node,
    chapter,
    cast(null as string) as sequential,
    cast(null as bigint) as vertical_position,
    order_number,
    place_in_parent,
    format,
    cast(null as boolean) as is_graded,
    opens_at,
    due_at,
    closes_at,
    due_at as late_at,
    max_attempts,
    cast(null as double) as weight,
    cast(null as string) as response_types,
    duration_seconds,
    cast(null as string) as transcript_languages,
    cast(null as string) as library_id,
    cast(null as string) as tags,
    is_hidden,
    url
from coursera_content
