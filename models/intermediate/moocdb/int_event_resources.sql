{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
events as (
    select * from {{ ref('int_events') }}
    where observed_as is not null and learner_id is not null
),

touched as (
    {{ touched_learner_courses('events') }}
),

event_blocks as (
    select * from {{ ref('int_event_blocks') }}
),

event_locations as (
    select * from {{ ref('int_event_locations') }}
),

event_course_pages as (
    select * from {{ ref('int_event_course_pages') }}
),

-- A panel whose unit the course structure names is that unit.
units as (
    select
        course_id,
        panel_node,
        node
    from {{ ref('int_content_structure') }}
    where panel_node is not null
),

located as (
    select
        touched.learner_course_id,
        touched.learner_course_version,
        touched.platform,
        touched.event_id,
        touched.course_id,
        coalesce(event_locations.url, case touched.platform when 'coursera' then touched.url end)
            as url,
        touched.event_family in ('forum', 'textbook') as is_about_page,
        split_part(event_blocks.node, '/', 1) not in ('course', 'chapter', 'sequential', 'vertical')
            as is_about_module,
        event_blocks.node as block_node,
        coalesce(
            event_locations.vertical_node,
            event_locations.sequential_node
            || coalesce('/' || cast(event_locations.position as string), ''),
            event_locations.chapter_node
        ) as place_node,
        coalesce(
            event_course_pages.leaf_uri, event_course_pages.chapter_uri,
            event_course_pages.item_uri, event_course_pages.page_uri
        ) as page_node,
        case
            when touched.course_id is null then '/'
            when touched.platform = 'coursera' then 'course/' || touched.course_id
            else {{ edx_course_node('touched.course_id') }}
        end as root_node
    from touched
    left join event_blocks
        on touched.event_id = event_blocks.event_id
    left join event_locations
        on touched.event_id = event_locations.event_id
    left join event_course_pages
        on touched.event_id = event_course_pages.event_id
),

named as (
    select
        located.*,
        coalesce(units.node, located.place_node) as unit_node
    from located
    left join units
        on located.course_id = units.course_id and located.place_node = units.panel_node
),

-- The narrowest thing that an event is about, else the place it happened at.
resolved as (
    select
        *,
        coalesce(
            case when is_about_page then page_node end,
            case when is_about_module then block_node end,
            unit_node,
            page_node,
            block_node,
            root_node
        ) as node
    from named
)

select
    learner_course_id,
    learner_course_version,
    platform,
    event_id,
    course_id,
    node,
    {{ surrogate_id(['platform', 'course_id', 'node']) }} as resource_id,
    {{ short_text('url') }} as url
from resolved
