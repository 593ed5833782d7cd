{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family = 'video'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'id', 'module_id', 'code', 'duration', 'currentTime', 'current_time', 'old_time',
            'oldTime', 'from', 'old', 'new_time', 'newTime', 'to', 'new', 'old_speed', 'new_speed',
            'type', 'seek_type',
        ]) }} as fields
    from events
),

-- Apps write the usage key as `module_id`, which not every release of the platform turns into an
-- `id`. Players spell the two ends of a seek in several ways.
measured as (
    select
        *,
        coalesce({{ edx_sent_id('fields.id') }}, {{ edx_sent_id('fields.module_id') }})
            as logged_id,
        {{ first_double(['fields.currentTime', 'fields.current_time'], 'video_seconds') }}
            as position_seconds,
        {{ first_double(
            ['fields.old_time', 'fields.oldTime', 'fields.from', 'fields.old'], 'video_seconds'
        ) }} as old_position_seconds,
        {{ first_double(
            ['fields.new_time', 'fields.newTime', 'fields.to', 'fields.new'], 'video_seconds'
        ) }} as new_position_seconds
    from parsed
)

select
    event_id,
    event_version,
    load_id,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    {{ edx_video_id('logged_id') }} as video_id,
    case when logged_id like '%:%' then {{ edx_block_key('logged_id') }} end as block_id,
    fields.code as video_code,
    {{ safe_double('fields.duration', 'video_length_seconds') }} as duration_seconds,
    position_seconds,
    -- A player that names one end of a seek gives the other as its position.
    case
        when event_type = 'seek_video' and new_position_seconds is not null
            then coalesce(old_position_seconds, position_seconds)
        else old_position_seconds
    end as old_position_seconds,
    case
        when event_type = 'seek_video' and old_position_seconds is not null
            then coalesce(new_position_seconds, position_seconds)
        else new_position_seconds
    end as new_position_seconds,
    {{ safe_double(edx_speed('fields.old_speed'), 'playback_rate') }} as old_speed,
    {{ safe_double(edx_speed('fields.new_speed'), 'playback_rate') }} as new_speed,
    coalesce(
        fields.type,
        case fields.seek_type when 'slide' then 'onSlideSeek' when 'skip' then 'onSkipSeek' end
    ) as seek_type
from measured
