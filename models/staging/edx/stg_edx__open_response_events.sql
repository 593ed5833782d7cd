{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family = 'open_response'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'submission_uuid', 'team_id', 'attempt_number', 'created_at', 'scored_at', 'scorer_id',
            'answer', 'parts',
        ]) }} as fields
    from events
),

answered as (
    select
        *,
        {{ json_fields(well_formed('fields.answer'), ['parts', 'text']) }} as answer_fields
    from parsed
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    coalesce(module_original_usage_key, module_usage_key) as block_id,
    {{ matched('fields.submission_uuid', '^\\s*([0-9A-Za-z_-]{1,100})\\s*$', 1) }}
        as submission_uuid,
    {{ trimmed('fields.team_id') }} as team_id,
    {{ safe_bigint('fields.attempt_number', 'place') }} as attempt_number,
    {{ safe_timestamp('fields.created_at') }} as submitted_at,
    {{ safe_timestamp('fields.scored_at') }} as scored_at,
    {{ trimmed('fields.scorer_id') }} as scorer_anonymous_id,
    fields.answer,
    -- An assessment of a single prompt has its text without a list of parts.
    coalesce(
        answer_fields.parts,
        case when answer_fields.text is not null then '[' || fields.answer || ']' end
    ) as answer_parts,
    fields.parts
from answered
