with
nodes as (
    select * from {{ ref('int_content_nodes') }}
),

event_blocks as (
    select * from {{ ref('int_event_blocks') }}
),

event_places as (
    select * from {{ ref('int_event_places') }}
),

urls as (
    select * from {{ ref('stg_edx__urls') }}
),

-- How often each block was met at each place, and each place on its own.
ways as (
    select
        event_places.course_id,
        event_blocks.node as block_node,
        event_places.chapter_name,
        event_places.sequential_name,
        event_places.vertical_name,
        event_places.position,
        count(*) as n_events
    from event_places
    left join event_blocks
        on event_places.event_id = event_blocks.event_id
    group by all
    union all
    select
        course_id,
        cast(null as varchar) as block_node,
        chapter_name,
        sequential_name,
        vertical_name,
        position,
        0 as n_events
    from urls
),

way_nodes as (
    select
        *,
        'chapter/' || {{ edx_node_name('chapter_name') }} as chapter_node,
        'sequential/' || {{ edx_node_name('sequential_name') }} as sequential_node,
        'sequential/' || {{ edx_node_name('sequential_name') }} || '/' || cast(position as varchar)
            as panel_node,
        'vertical/' || {{ edx_node_name('vertical_name') }} as vertical_node
    from ways
),

-- A block's parents as the log shows them; only from a narrower kind to a wider one, so no cycles.
parents as (
    select
        course_id,
        sequential_node as node,
        chapter_node as wide_node,
        cast(null as varchar) as narrow_node,
        n_events
    from way_nodes
    where sequential_name is not null and chapter_name is not null
    union all
    select
        course_id,
        vertical_node as node,
        sequential_node as wide_node,
        cast(null as varchar) as narrow_node,
        n_events
    from way_nodes
    where vertical_name is not null and sequential_name is not null
    union all
    select
        course_id,
        block_node as node,
        coalesce(sequential_node, chapter_node) as wide_node,
        coalesce(vertical_node, panel_node) as narrow_node,
        n_events
    from way_nodes
    where
        block_node not like 'course/%'
        and block_node not like 'chapter/%'
        and block_node not like 'sequential/%'
        and block_node not like 'vertical/%'
        and coalesce(vertical_name, sequential_name, chapter_name) is not null
),

counted as (
    select
        course_id,
        node,
        wide_node,
        narrow_node,
        sum(n_events) as n_events
    from parents
    group by all
),

ranked as (
    select
        *,
        sum(n_events) over (partition by course_id, node, wide_node) as n_wide_events
    from counted
),

-- The place that most events show, the narrower one where it is known.
chosen as (
    select
        *,
        row_number() over (
            partition by course_id, node
            order by
                n_wide_events desc, wide_node asc,
                (narrow_node is null) asc, n_events desc, narrow_node asc
        ) as preference
    from ranked
),

placed as (
    select
        nodes.*,
        case
            when nodes.block_type = 'course' then null
            when nodes.position is not null
                then {{ replaced('nodes.node', '/[0-9]+$', '') }}
            else coalesce(chosen.narrow_node, chosen.wide_node, courses.node)
        end as parent_node
    from nodes
    left join chosen
        on
            nodes.course_id is not distinct from chosen.course_id
            and nodes.node = chosen.node
            and chosen.preference = 1
    left join nodes as courses
        on nodes.course_id = courses.course_id and courses.block_type = 'course'
),

located as (
    select
        placed.*,
        parents_1.block_id as parent_block_id,
        case 'chapter'
            when placed.block_type then placed.block_name
            when parents_1.block_type then parents_1.block_name
            when parents_2.block_type then parents_2.block_name
            when parents_3.block_type then parents_3.block_name
        end as chapter,
        case 'sequential'
            when placed.block_type then placed.block_name
            when parents_1.block_type then parents_1.block_name
            when parents_2.block_type then parents_2.block_name
        end as sequential,
        coalesce(placed.position, parents_1.position) as vertical_position
    from placed
    left join placed as parents_1
        on
            placed.course_id = parents_1.course_id
            and placed.parent_node = parents_1.node
    left join placed as parents_2
        on
            parents_1.course_id = parents_2.course_id
            and parents_1.parent_node = parents_2.node
    left join placed as parents_3
        on
            parents_2.course_id = parents_3.course_id
            and parents_2.parent_node = parents_3.node
)

select
    platform,
    course_id,
    block_id,
    node,
    block_type,
    display_name,
    parent_block_id,
    parent_node,
    chapter,
    sequential,
    vertical_position,
    case
        when block_type = 'course' then '/courses/' || course_id || '/'
        when block_type = 'chapter'
            then '/courses/' || course_id || '/courseware/' || chapter || '/'
        when chapter is not null and (block_type = 'sequential' or position is not null)
            then
                '/courses/' || course_id || '/courseware/' || chapter || '/' || sequential || '/'
                || coalesce(cast(position as varchar) || '/', '')
        else '/courses/' || course_id || '/jump_to/' || block_id
    end as url,
    first_seen_at
from located
