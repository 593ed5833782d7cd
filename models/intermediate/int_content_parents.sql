with
event_blocks as (
    select * from {{ ref('int_event_blocks') }}
),

event_places as (
    select * from {{ ref('int_event_places') }}
),

urls as (
    select * from {{ ref('stg_edx__urls') }}
),

structure as (
    select * from {{ ref('int_content_structure') }}
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

spelled as (
    select
        *,
        'chapter/' || {{ edx_node_name('chapter_name') }} as chapter_node,
        'sequential/' || {{ edx_node_name('sequential_name') }} as sequential_node,
        'sequential/' || {{ edx_node_name('sequential_name') }} || '/' || cast(position as varchar)
            as panel_node,
        'vertical/' || {{ edx_node_name('vertical_name') }} as vertical_node
    from ways
),

-- The course structure knows the unit of a panel by its name.
way_nodes as (
    select
        spelled.*,
        coalesce(structure.node, spelled.panel_node) as place_node
    from spelled
    left join structure
        on
            spelled.course_id = structure.course_id
            and spelled.panel_node = structure.panel_node
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
        coalesce(vertical_node, place_node) as narrow_node,
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
)

select
    course_id,
    node,
    coalesce(narrow_node, wide_node) as parent_node
from chosen
where preference = 1
