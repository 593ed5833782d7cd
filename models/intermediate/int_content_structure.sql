{%- set levels = ['course', 'chapter', 'sequential', 'vertical', 'module', 'inner', 'innermost'] %}

with
blocks as (
    select
        course_id,
        block_id,
        block_type,
        {{ edx_block_name('block_id') }} as block_name,
        {{ edx_block_node('block_type', edx_block_name('block_id')) }} as node,
        children,
        display_name,
        format,
        is_graded,
        opens_at,
        due_at,
        max_attempts
    from {{ ref('stg_edx__structure_blocks') }}
    where block_type is not null
),

children as (
    select
        course_id,
        block_id as parent_block_id,
        {{ each_numbered_json_item('children', 'block_id', 'position') }}
    from blocks
),

level_0 as (
    select
        *,
        cast(null as varchar) as parent_block_id,
        cast(null as varchar) as parent_node,
        cast(null as bigint) as position,
        cast(null as varchar) as chapter,
        cast(null as varchar) as sequential,
        cast(null as bigint) as vertical_position
    from blocks
    where block_type = 'course'
),

-- Down the tree, level by level: what is said of a block holds for what is in it.
{%- for level in levels[1:] %}
    level_{{ loop.index }} as (
        select
            blocks.course_id,
            blocks.block_id,
            blocks.block_type,
            blocks.block_name,
            blocks.node,
            blocks.children,
            blocks.display_name,
            coalesce(blocks.format, above.format) as format,
            coalesce(blocks.is_graded, above.is_graded) as is_graded,
            coalesce(blocks.opens_at, above.opens_at) as opens_at,
            coalesce(blocks.due_at, above.due_at) as due_at,
            blocks.max_attempts,
            above.block_id as parent_block_id,
            above.node as parent_node,
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
        from level_{{ loop.index0 }} as above
        inner join children
            on above.course_id = children.course_id and above.block_id = children.parent_block_id
        inner join blocks
            on children.course_id = blocks.course_id and children.block_id = blocks.block_id
    ),
{%- endfor %}

placed as (
    {% for level in levels %}
        select * from level_{{ loop.index0 }}
        {% if not loop.last %} union all {% endif %}
    {% endfor %}
)

select
    course_id,
    node,
    block_id,
    block_type,
    block_name,
    parent_block_id,
    parent_node,
    position,
    display_name,
    format,
    is_graded,
    opens_at,
    due_at,
    max_attempts,
    chapter,
    sequential,
    vertical_position,
    case
        when block_type = 'vertical' and parent_node like 'sequential/%'
            then parent_node || '/' || cast(position as varchar)
    end as panel_node
from placed
qualify row_number() over (partition by course_id, node order by chapter, sequential, position) = 1
