with
event_blocks as (
    select * from {{ ref('int_event_blocks') }}
),

event_locations as (
    select * from {{ ref('int_event_locations') }}
),

urls as (
    select * from {{ ref('int_url_locations') }}
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

-- The number of events of each block at each place; a place without a block has a row too.
sightings as (
    select
        event_locations.course_id,
        event_blocks.node as block_node,
        event_locations.chapter_node,
        event_locations.sequential_node,
        event_locations.vertical_node,
        event_locations.position,
        count(*) as n_events
    from event_locations
    left join event_blocks
        on event_locations.event_id = event_blocks.event_id
    group by all
    union all
    select
        course_id,
        cast(null as string) as block_node,
        chapter_node,
        sequential_node,
        vertical_node,
        position,
        0 as n_events
    from urls
),

-- The course structure knows the unit of a panel by its name.
located as (
    select
        sightings.*,
        coalesce(
            sightings.vertical_node,
            structure.node,
            sightings.sequential_node || '/' || cast(sightings.position as string)
        ) as narrow_node
    from sightings
    left join structure
        on
            sightings.course_id = structure.course_id
            and structure.panel_node
            = sightings.sequential_node || '/' || cast(sightings.position as string)
),

-- A block's parents as the log shows them; only from a narrower kind to a wider one, so no cycles.
parents as (
    select
        course_id,
        sequential_node as node,
        chapter_node as wide_node,
        cast(null as string) as narrow_node,
        n_events
    from located
    where sequential_node is not null and chapter_node is not null
    union all
    select
        course_id,
        vertical_node as node,
        sequential_node as wide_node,
        cast(null as string) as narrow_node,
        n_events
    from located
    where vertical_node is not null and sequential_node is not null
    union all
    select
        course_id,
        block_node as node,
        coalesce(sequential_node, chapter_node) as wide_node,
        narrow_node,
        n_events
    from located
    where
        block_node not like 'course/%'
        and block_node not like 'chapter/%'
        and block_node not like 'sequential/%'
        and block_node not like 'vertical/%'
        and coalesce(vertical_node, sequential_node, chapter_node) is not null
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
