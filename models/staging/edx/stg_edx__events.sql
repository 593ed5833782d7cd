with
lines as (
    select * from {{ ref('stg_edx__lines') }}
),

event_types as (
    select * from {{ ref('stg_edx__event_types') }}
)

select
    lines.event_id,
    lines.load_id,
    lines.file_id,
    lines.line_no,
    lines.event_at,
    lines.received_at,
    lines.learner_id,
    lines.course_id,
    event_types.event_type,
    event_types.event_family,
    event_types.area,
    event_types.observed_as,
    event_types.is_known,
    lines.raw_event_type,
    lines.raw_event_name,
    lines.event_source,
    -- Named after the joined type, lest DuckDB parse every payload to filter those of one family.
    case when event_types.event_family <> '' then lines.payload end as payload,
    lines.payload_shape,
    lines.page,
    lines.referer,
    lines.host,
    lines.module_usage_key,
    lines.module_original_usage_key,
    lines.module_display_name,
    lines.saved_tags,
    lines.session_key,
    lines.user_agent,
    lines.accept_language
from lines
inner join event_types
    on
        lines.raw_event_type is not distinct from event_types.raw_event_type
        and lines.raw_event_name is not distinct from event_types.raw_event_name
where lines.fate = 'accepted'
