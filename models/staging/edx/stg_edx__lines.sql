{{ config(
    schema='private',
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
) }}

with
lines as (
    select * from {{ source('raw', 'edx_lines') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

line_ids as (
    select * from {{ ref('stg_edx__line_ids') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

identified as (
    select
        lines.load_id,
        lines.file_id,
        lines.line_no,
        lines.line,
        line_ids.event_id,
        line_ids.is_later_copy
    from lines
    inner join line_ids
        on lines.file_id = line_ids.file_id and lines.line_no = line_ids.line_no
),

objects as (
    {{ lines_as_objects('identified') }}
),

parsed as (
    select
        *,
        {{ json_fields('json', edx_envelope()) }} as envelope
    from objects
),

mapped as (
    select
        *,
        case
            when envelope.time is not null then envelope.time
            when envelope.name is not null and envelope.data is not null then envelope.timestamp
        end as time_text,
        {{ edx_unwrapped('coalesce(envelope.event, envelope.data)') }} as payload_text,
        {{ edx_course_key('envelope.context.course_id') }} as context_course_key,
        case
            when envelope.context.command is null
                then {{ trimmed(edx_request_field('username')) }}
        end as username
    from parsed
),

typed as (
    select
        *,
        {{ safe_timestamp('time_text') }} as event_at,
        {{ edx_payload_shape('payload_text') }} as payload_shape
    from mapped
)

select
    typed.load_id,
    typed.file_id,
    typed.line_no,
    typed.event_id,
    case
        when typed.flaw is not null then typed.flaw
        when typed.event_at is null then 'no_time'
        when typed.is_later_copy then 'duplicate'
        else 'accepted'
    end as fate,
    typed.event_at,
    {{ safe_timestamp('envelope.context.received_at') }} as received_at,

    -- who
    {{ learner_id('salt.salt', 'edx', 'username', 'typed.username') }} as learner_id,
    typed.username,
    {{ trimmed('envelope.context.user_id') }} as user_id,
    {{ trimmed(edx_request_field('ip')) }} as ip,

    -- what
    {{ trimmed('envelope.event_type') }} as raw_event_type,
    {{ trimmed('envelope.name') }} as raw_event_name,
    {{ edx_request_field('event_source') }} as event_source,
    case
        when typed.payload_shape in ('object', 'array') then typed.payload_text
        when typed.payload_shape is not null then {{ json_quoted('typed.payload_text') }}
    end as payload,
    typed.payload_shape,

    -- where
    {{ edx_course_id(
        'typed.context_course_key',
        [
            'envelope.context.path', 'envelope.event_type', edx_request_field('page'),
            edx_request_field('referer'),
        ],
        'typed.payload_text'
    ) }} as course_id,
    {{ trimmed(edx_request_field('page')) }} as page,
    {{ trimmed(edx_request_field('referer')) }} as referer,
    {{ trimmed(edx_request_field('host')) }} as host,
    envelope.context.module.usage_key as module_usage_key,
    envelope.context.module.original_usage_key as module_original_usage_key,
    envelope.context.module.display_name as module_display_name,
    envelope.context.asides.tagging_aside.saved_tags,

    -- with
    {{ trimmed(edx_request_field('session')) }} as session_key,
    {{ trimmed(edx_request_field('agent')) }} as user_agent,
    {{ trimmed(edx_request_field('accept_language')) }} as accept_language
from typed
cross join salt
