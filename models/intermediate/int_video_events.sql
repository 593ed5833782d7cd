{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='load_id',
    on_schema_change='fail',
    pre_hook='{{ forget_reloaded_courses() }}',
) }}

with
edx_video_events as (
    select * from {{ ref('stg_edx__video_events') }}
),

coursera_video_events as (
    select * from {{ ref('stg_coursera__video_events') }}
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
        cast(null as varchar) as video_code,
        cast(null as double) as duration_seconds,
        position_seconds,
        old_position_seconds,
        new_position_seconds,
        cast(null as double) as old_speed,
        new_speed
    from coursera_video_events
),

cleaned as (
    select
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
        {% for column in [
            'duration_seconds', 'position_seconds', 'old_position_seconds', 'new_position_seconds',
        ] -%}
            case when {{ column }} between 0 and 36000 then {{ column }} end as {{ column }},
        {% endfor -%}
        case when old_speed > 0 then old_speed end as old_speed,
        case when new_speed > 0 then new_speed end as new_speed
    from video_events
    {% if is_incremental() %}
        where {{ is_in_new_load() }} or {{ is_in_reloaded_course() }}
    {% endif %}
)

select
    *,
    case
        when learner_id is not null then {{ learner_course_id() }}
    end as learner_course_id,
    video_id is not null and case
        when event_type in ('play_video', 'pause_video', 'stop_video')
            then position_seconds is not null
        when event_type = 'seek_video'
            then old_position_seconds is not null and new_position_seconds is not null
        when event_type = 'speed_change_video' then new_speed is not null
        else true
    end as is_usable
from cleaned
