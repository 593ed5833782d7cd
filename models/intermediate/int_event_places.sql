with
locations as (
    select * from {{ ref('stg_edx__locations') }}
    where learner_id is not null and {{ is_own_act('event_source') }}
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

-- Each event happened at the last place told, on the last panel chosen.
known as (
    select
        *,
        {{ last_known('case when has_place then ' ~ as_struct([
            'event_at', 'url', 'chapter_name', 'sequential_name', 'sequential_url', 'vertical_name',
            'position',
        ]) ~ ' end', 'so_far') }} as place,
        {{ last_known('case when sets_panel then ' ~ as_struct([
            'event_at', 'sequential_name', 'position',
        ]) ~ ' end', 'so_far') }} as panel
    from own
    window so_far as (
        partition by learner_id, course_id
        order by event_at, line_no, event_id
        rows between unbounded preceding and current row
    )
),

-- A place is known for less than an hour; within it, the panel chosen last counts.
placed as (
    select
        event_id,
        learner_id,
        course_id,
        event_at,
        not has_place as is_inherited,
        place.url,
        place.chapter_name,
        place.sequential_name,
        place.sequential_url,
        place.vertical_name,
        case
            when place.sequential_name is null then null
            when
                panel.sequential_name = place.sequential_name
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
    event_id,
    learner_id,
    course_id,
    event_at,
    is_inherited,
    coalesce(sequential_url || coalesce(cast(position as varchar) || '/', ''), url) as url,
    chapter_name,
    sequential_name,
    vertical_name,
    position
from placed
