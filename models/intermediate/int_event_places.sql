with
locations as (
    select * from {{ ref('stg_edx__locations') }}
    where learner_id is not null and coalesce(event_source, '') <> 'task'
),

urls as (
    select * from {{ ref('stg_edx__urls') }}
),

-- A tab move names its subsection itself; the page it happened on may be another.
own as (
    select
        locations.event_id,
        locations.learner_id,
        locations.course_id,
        locations.event_at,
        locations.line_no,
        locations.url,
        urls.chapter_name,
        coalesce({{ edx_block_name('locations.tab_sequential_id') }}, urls.sequential_name)
            as sequential_name,
        urls.sequential_url,
        case when locations.new_tab is null then urls.vertical_name end as vertical_name,
        coalesce(locations.new_tab, urls.position) as position,
        locations.url is not null as has_place,
        locations.new_tab is not null
        or (locations.is_request and urls.sequential_name is not null) as sets_panel
    from locations
    left join urls
        on
            locations.course_id is not distinct from urls.course_id
            and locations.url = urls.url
),

-- Each event belongs to the last one with a place, and to the last one that chose a panel.
numbered as (
    select
        *,
        count(*) filter (where has_place) over so_far as place_number,
        count(*) filter (where sets_panel) over so_far as panel_number
    from own
    window so_far as (
        partition by learner_id, course_id
        order by event_at, line_no, event_id
        rows between unbounded preceding and current row
    )
),

known as (
    select
        *,
        max(case when has_place then event_at end) over place as placed_at,
        max(case when has_place then url end) over place as last_url,
        max(case when has_place then chapter_name end) over place as last_chapter_name,
        max(case when has_place then sequential_name end) over place as last_sequential_name,
        max(case when has_place then sequential_url end) over place as last_sequential_url,
        max(case when has_place then vertical_name end) over place as last_vertical_name,
        max(case when has_place then position end) over place as last_position,
        max(case when sets_panel then event_at end) over panel as panel_at,
        max(case when sets_panel then sequential_name end) over panel as panel_sequential_name,
        max(case when sets_panel then position end) over panel as panel_position
    from numbered
    window
        place as (partition by learner_id, course_id, place_number),
        panel as (partition by learner_id, course_id, panel_number)
),

-- A place is known for less than an hour; within it, the panel chosen last counts.
placed as (
    select
        event_id,
        learner_id,
        course_id,
        event_at,
        not has_place as is_inherited,
        last_url,
        last_chapter_name as chapter_name,
        last_sequential_name as sequential_name,
        last_sequential_url as sequential_url,
        last_vertical_name as vertical_name,
        case
            when last_sequential_name is null then null
            when
                panel_sequential_name = last_sequential_name
                and {{ seconds_between('panel_at', 'event_at') }}
                < {{ var('location_max_age_seconds') }}
                then coalesce(panel_position, last_position)
            else last_position
        end as position
    from known
    where
        last_url is not null
        and {{ seconds_between('placed_at', 'event_at') }} < {{ var('location_max_age_seconds') }}
)

select
    'edx' as platform,
    event_id,
    learner_id,
    course_id,
    event_at,
    is_inherited,
    coalesce(
        sequential_url || coalesce(cast(position as varchar) || '/', ''), last_url
    ) as url,
    chapter_name,
    sequential_name,
    vertical_name,
    position
from placed
