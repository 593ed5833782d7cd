{{ config(materialized='view') }}

with
events as (
    select * from {{ ref('int_events_in_scope') }}
    where course_id is not null and area is not null
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

locations as (
    select * from {{ ref('int_event_locations') }}
),

content as (
    select * from {{ ref('int_content') }}
),

video_events as (
    select * from {{ ref('int_video_events') }}
),

timed as (
    select
        events.*,
        {{ local_time('events.event_at', 'calendars.time_zone') }} as local_event_time
    from events
    left join calendars
        on events.course_id = calendars.course_id
)

select
    timed.platform,
    timed.course_id,
    cast(row_number() over (
        partition by timed.course_id order by timed.event_at, timed.event_id
    ) as bigint) as interaction_number,
    timed.learner_id,
    substr(cast(timed.local_event_time as string), 12, 8) as local_time,
    cast(timed.local_event_time as date) as local_date,
    timed.session_id,
    timed.event_type,
    coalesce(locations.chapter_name, content.chapter) as section,
    coalesce(locations.sequential_name, content.sequential) as subsection,
    video_events.youtube_code as video_code,
    timed.area,
    timed.event_at,
    timed.event_id
from timed
left join locations
    on timed.event_id = locations.event_id
left join content
    on timed.course_id = content.course_id and timed.block_id = content.block_id
left join video_events
    on timed.event_id = video_events.event_id
