with
events as (
    select * from {{ ref('int_events') }}
    where course_id is not null
),

loads as (
    select * from {{ ref('int_loads') }}
),

delays as (
    select
        events.platform,
        events.course_id,
        events.event_at,
        events.time_flaw,
        loads.loaded_at,
        case
            when events.time_flaw is null
                then {{ seconds_between('events.event_at', 'loads.loaded_at') }} / 3600
        end as hours_late
    from events
    inner join loads
        on events.load_id = loads.load_id
),

courses as (
    select
        platform,
        course_id,
        max(event_at) filter (where time_flaw is null) as last_event_at,
        max(loaded_at) as last_loaded_at,
        max(event_at) filter (where time_flaw is null and event_at <= loaded_at) as known_until,
        percentile_cont(0.5) within group (order by hours_late) as hours_late_p50,
        percentile_cont(0.95) within group (order by hours_late) as hours_late_p95,
        count(*) filter (where time_flaw = 'future') as n_future_events,
        count(*) filter (where time_flaw = 'past') as n_past_events
    from delays
    group by platform, course_id
),

course_loads as (
    select
        *,
        max(last_loaded_at) over (partition by platform) as platform_loaded_at
    from courses
)

select
    platform,
    course_id,
    last_event_at,
    last_loaded_at,
    cast(
        floor({{ seconds_between('known_until', 'platform_loaded_at') }} / 60) as bigint
    ) as minutes_behind,
    hours_late_p50,
    hours_late_p95,
    n_future_events,
    n_past_events
from course_loads
