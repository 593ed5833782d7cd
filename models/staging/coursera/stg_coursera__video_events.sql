{{ config(enabled=var('with_coursera')) }}

with
events as (
    select * from {{ ref('stg_coursera__clickstream_events') }}
    where event_family = 'video'
)

select
    event_id,
    load_id,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    {{ matched('block_id', '^lecture/(.+)$', 1) }} as video_id,
    block_id,
    case when event_type <> 'seek_video' then position_seconds end as position_seconds,
    case when event_type = 'seek_video' then previous_position_seconds end as old_position_seconds,
    case when event_type = 'seek_video' then position_seconds end as new_position_seconds,
    case when event_type = 'speed_change_video' then playback_rate end as new_speed
from events
