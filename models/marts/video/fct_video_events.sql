with
video_events as (
    select * from {{ ref('int_video_events') }}
),

events_in_scope as (
    select * from {{ ref('int_events_in_scope') }}
    where event_family = 'video'
)

select
    video_events.platform,
    video_events.course_id,
    video_events.event_id,
    video_events.learner_id,
    video_events.video_id,
    video_events.event_at,
    video_events.event_type,
    video_events.position_seconds,
    video_events.old_position_seconds,
    video_events.new_position_seconds,
    case
        when video_events.event_type <> 'seek_video' then null
        when video_events.new_position_seconds > video_events.old_position_seconds then 'forward'
        when video_events.new_position_seconds < video_events.old_position_seconds then 'back'
        when video_events.new_position_seconds = video_events.old_position_seconds then 'none'
    end as seek_direction,
    case
        when video_events.event_type = 'seek_video'
            then abs(video_events.new_position_seconds - video_events.old_position_seconds)
    end as seek_seconds,
    video_events.old_speed,
    video_events.new_speed,
    case
        when video_events.event_type <> 'speed_change_video' then null
        when video_events.new_speed > video_events.old_speed then 'faster'
        when video_events.new_speed < video_events.old_speed then 'slower'
    end as speed_change,
    video_events.is_usable
from video_events
inner join events_in_scope
    on video_events.event_id = events_in_scope.event_id
