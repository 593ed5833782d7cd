with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family = 'video'
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'id', 'code', 'duration', 'currentTime', 'current_time', 'old_time', 'new_time',
            'old_speed', 'new_speed', 'type',
        ]) }} as fields
    from events
)

select
    event_id,
    load_id,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    {{ edx_video_id('fields.id') }} as video_id,
    case when fields.id like '%:%' then {{ edx_block_key('fields.id') }} end as block_id,
    fields.code as video_code,
    {{ safe_double('fields.duration') }} as duration_seconds,
    {{ safe_double('coalesce(fields.currentTime, fields.current_time)') }} as position_seconds,
    {{ safe_double('fields.old_time') }} as old_position_seconds,
    {{ safe_double('fields.new_time') }} as new_position_seconds,
    {{ safe_double(edx_speed('fields.old_speed')) }} as old_speed,
    {{ safe_double(edx_speed('fields.new_speed')) }} as new_speed,
    fields.type as seek_type
from parsed
