with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family = 'open_response'
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'submission_uuid', 'attempt_number', 'created_at', 'scored_at', 'scorer_id',
            'score_type', 'answer', 'parts', 'feedback_text', 'corrected',
        ]) }} as fields
    from events
)

select
    event_id,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    coalesce(module_original_usage_key, module_usage_key) as block_id,
    {{ trimmed('fields.submission_uuid') }} as submission_uuid,
    {{ safe_bigint('fields.attempt_number', 'place') }} as attempt_number,
    {{ safe_timestamp('fields.created_at') }} as submitted_at,
    {{ safe_timestamp('fields.scored_at') }} as scored_at,
    fields.scorer_id as scorer_anonymous_id,
    fields.score_type,
    fields.answer,
    {{ json_fields(well_formed('fields.answer'), ['parts']) }}.parts as answer_parts,
    fields.parts
from parsed
