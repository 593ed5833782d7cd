{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses(['location_max_age_seconds'])) }}",
) }}

with
locations as (
    select * from {{ ref('stg_edx__locations') }}
    where learner_id is not null and {{ is_own_act('event_source') }}
),

touched as (
    {{ touched_learner_courses('locations', ['location_max_age_seconds']) }}
),

urls as (
    select * from {{ ref('int_url_locations') }}
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
),

-- A tab move names its subsection itself; the page it happened on may be another.
named_locations as (
    select
        *,
        {{ edx_block_name('tab_sequential_id') }} as tab_sequential_name
    from touched
),

own_locations as (
    select
        named_locations.learner_course_id,
        named_locations.learner_course_version,
        named_locations.event_id,
        named_locations.learner_id,
        named_locations.course_id,
        named_locations.event_at,
        named_locations.line_no,
        named_locations.url,
        urls.chapter_name,
        urls.chapter_node,
        coalesce(named_locations.tab_sequential_name, urls.sequential_name) as sequential_name,
        coalesce(
            ambiguous_blocks.node,
            {{ edx_block_node("'sequential'", 'named_locations.tab_sequential_name') }},
            urls.sequential_node
        ) as sequential_node,
        urls.sequential_url,
        case when named_locations.new_tab is null then urls.vertical_name end as vertical_name,
        case when named_locations.new_tab is null then urls.vertical_node end as vertical_node,
        coalesce(named_locations.new_tab, urls.position) as position,
        named_locations.url is not null as has_place,
        named_locations.new_tab is not null
        or (named_locations.is_request and urls.sequential_name is not null) as sets_panel
    from named_locations
    left join urls
        on
            named_locations.course_id is not distinct from urls.course_id
            and named_locations.url = urls.url
    left join ambiguous_blocks
        on
            named_locations.course_id = ambiguous_blocks.course_id
            and ambiguous_blocks.node
            = {{ edx_exact_node("'sequential'", 'named_locations.tab_sequential_name') }}
),

-- Each event gets the latest known place and the latest chosen panel.
known as (
    select
        *,
        {{ last_known('case when has_place then ' ~ as_struct([
            'event_at', 'url', 'chapter_name', 'chapter_node', 'sequential_name',
            'sequential_node', 'sequential_url', 'vertical_name', 'vertical_node', 'position',
        ]) ~ ' end', 'so_far') }} as place,
        {{ last_known('case when sets_panel then ' ~ as_struct([
            'event_at', 'sequential_node', 'position',
        ]) ~ ' end', 'so_far') }} as panel
    from own_locations
    window so_far as (
        partition by learner_course_id
        order by {{ event_order() }}
        rows between unbounded preceding and current row
    )
),

-- A place is known for less than an hour; within it, the panel chosen last counts. A unit that is
-- known by its key is on no panel.
placed as (
    select
        learner_course_id,
        learner_course_version,
        event_id,
        learner_id,
        course_id,
        event_at,
        not has_place as is_inherited,
        place.url,
        place.chapter_name,
        place.chapter_node,
        place.sequential_name,
        place.sequential_node,
        place.sequential_url,
        place.vertical_name,
        place.vertical_node,
        case
            when place.sequential_name is null or place.vertical_name is not null then null
            when
                panel.sequential_node = place.sequential_node
                and {{ seconds_between('panel.event_at', 'event_at') }}
                < {{ var('location_max_age_seconds') }}
                then coalesce(panel.position, place.position)
            else place.position
        end as position
    from known
    where
        place.url is not null
        and {{ seconds_between("place.event_at", "event_at") }}
        < {{ var("location_max_age_seconds") }}
)

select
    'edx' as platform,
    learner_course_id,
    learner_course_version,
    event_id,
    learner_id,
    course_id,
    event_at,
    is_inherited,
    coalesce(sequential_url || coalesce(cast(position as string) || '/', ''), url) as url,
    chapter_name,
    sequential_name,
    vertical_name,
    chapter_node,
    sequential_node,
    vertical_node,
    position
from placed
