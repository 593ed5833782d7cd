{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
edx_video_events as (
    select * from {{ ref('stg_edx__video_events') }}
),

coursera_video_events as (
    select * from {{ of_coursera('stg_coursera__video_events') }}
),

video_events as (
    select
        'edx' as platform,
        event_id,
        load_id,
        event_at,
        line_no,
        learner_id,
        course_id,
        event_type,
        video_id,
        block_id,
        video_code,
        duration_seconds,
        position_seconds,
        old_position_seconds,
        new_position_seconds,
        old_speed,
        new_speed
    from edx_video_events
    union all
    select
        'coursera' as platform,
        event_id,
        load_id,
        event_at,
        line_no,
        learner_id,
        course_id,
        event_type,
        video_id,
        block_id,
        cast(null as string) as video_code,
        cast(null as double) as duration_seconds,
        position_seconds,
        old_position_seconds,
        new_position_seconds,
        cast(null as double) as old_speed,
        new_speed
    from coursera_video_events
),

keyed as (
    select
        *,
        {{ learner_course_id() }} as learner_course_id
    from video_events
),

touched as (
    {{ touched_learner_courses('keyed') }}
),

cleaned as (
    select
        learner_course_id,
        learner_course_version,
        platform,
        event_id,
        load_id,
        event_at,
        line_no,
        learner_id,
        course_id,
        event_type,
        video_id,
        block_id,
        case
            when length(video_code) = 11 then {{ matched('video_code', '^[0-9A-Za-z_-]+$') }}
        end as youtube_code,
        duration_seconds,
        position_seconds,
        old_position_seconds,
        new_position_seconds,
        old_speed,
        new_speed
    from touched
)

select
    *,
    video_id is not null and case
        when event_type in ('play_video', 'pause_video', 'stop_video')
            then position_seconds is not null
        when event_type = 'seek_video'
            then old_position_seconds is not null and new_position_seconds is not null
        when event_type = 'speed_change_video' then coalesce(new_speed, old_speed) is not null
        else true
    end as is_usable
from cleaned
