{%- set max_depth = 50 %}

with recursive
blocks as (
    select
        *,
        {{ edx_block_name('block_id') }} as block_name,
        {{ edx_block_node('block_type', edx_block_name('block_id')) }} as spelled_node,
        {{ edx_exact_node('block_type', edx_block_name('block_id')) }} as exact_node
    from {{ ref('int_structure_blocks') }}
    where block_type is not null
),

children as (
    select
        course_id,
        block_id as parent_block_id,
        {{ each_numbered_json_item('children', 'block_id', 'position') }}
    from blocks
),

-- Down the tree: what is said of a block holds for what is in it. The depth ends a block that
-- contains itself; `union`, where the engine has it, drops the copies of a block that several
-- parents hold.
placed as (
    select
        0 as depth,
        course_id,
        block_id,
        block_type,
        block_name,
        spelled_node,
        exact_node,
        display_name,
        format,
        is_graded,
        opens_at,
        due_at,
        grace_seconds,
        cast(null as string) as parent_block_id,
        cast(null as string) as parent_exact_node,
        cast(null as bigint) as position,
        cast(null as string) as chapter,
        cast(null as string) as sequential,
        cast(null as bigint) as vertical_position
    from blocks
    where block_type = 'course'
    {{ union_in_recursion() }}
    select
        above.depth + 1 as depth,
        blocks.course_id,
        blocks.block_id,
        blocks.block_type,
        blocks.block_name,
        blocks.spelled_node,
        blocks.exact_node,
        blocks.display_name,
        coalesce(blocks.format, above.format) as format,
        coalesce(blocks.is_graded, above.is_graded) as is_graded,
        coalesce(blocks.opens_at, above.opens_at) as opens_at,
        coalesce(blocks.due_at, above.due_at) as due_at,
        coalesce(blocks.grace_seconds, above.grace_seconds) as grace_seconds,
        above.block_id as parent_block_id,
        above.exact_node as parent_exact_node,
        children.position,
        case blocks.block_type
            when 'chapter' then blocks.block_name else above.chapter
        end as chapter,
        case blocks.block_type
            when 'sequential' then blocks.block_name else above.sequential
        end as sequential,
        case blocks.block_type
            when 'vertical' then children.position else above.vertical_position
        end as vertical_position
    from placed as above
    inner join children
        on above.course_id = children.course_id and above.block_id = children.parent_block_id
    inner join blocks
        on children.course_id = blocks.course_id and children.block_id = blocks.block_id
    where above.depth < {{ max_depth }}
),

-- A block with several parents stays with the one nearest to the course, so that no circle is left.
unique_blocks as (
    select *
    from placed
    qualify row_number() over (
        partition by course_id, exact_node
        order by
            depth asc, chapter asc nulls first, sequential asc nulls first,
            position asc nulls first, parent_block_id asc nulls first, block_id asc,
            display_name asc nulls first
    ) = 1
),

-- Of several blocks that html ids spell alike, one has that spelling as its node: the one that is
-- named so, else the first. The others have their exact names.
ranked_spellings as (
    select
        *,
        row_number() over (
            partition by course_id, spelled_node
            order by (exact_node <> spelled_node) asc, exact_node asc
        ) as spelling_rank
    from unique_blocks
),

nodes as (
    select
        *,
        case when spelling_rank = 1 then spelled_node else exact_node end as node
    from ranked_spellings
)

select
    nodes.course_id,
    nodes.node,
    nodes.block_id,
    nodes.block_type,
    nodes.block_name,
    nodes.parent_block_id,
    parents.node as parent_node,
    nodes.position,
    nodes.display_name,
    nodes.format,
    nodes.is_graded,
    nodes.opens_at,
    nodes.due_at,
    case
        when nodes.grace_seconds > 0 then nodes.due_at + nodes.grace_seconds * interval 1 second
    end as closes_at,
    blocks.max_attempts,
    blocks.weight,
    blocks.response_types,
    blocks.duration_seconds,
    blocks.transcript_languages,
    blocks.library_id,
    blocks.tags,
    nodes.chapter,
    nodes.sequential,
    nodes.vertical_position,
    case
        when nodes.block_type = 'vertical' and parents.node like 'sequential/%'
            then parents.node || '/' || cast(nodes.position as string)
    end as panel_node
from nodes
inner join blocks
    on nodes.course_id = blocks.course_id and nodes.block_id = blocks.block_id
left join nodes as parents
    on nodes.course_id = parents.course_id and nodes.parent_exact_node = parents.exact_node
