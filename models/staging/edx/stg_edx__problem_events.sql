{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family in ('problem', 'rescore')") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'problem_id', 'module_id', 'problem', 'problem_part_id', 'attempts', 'grade',
            'max_grade', 'success', 'failure', 'answers', 'correct_map', 'submission', 'state',
            'hint_index', 'hint_len', 'orig_score', 'orig_total', 'new_score', 'new_total',
            'student', 'item_id', 'is_correct', 'location_id', 'location',
        ]) }} as fields
    from events
)

select
    event_id,
    event_version,
    load_id,
    event_at,
    line_no,
    learner_id,
    {{ trimmed('fields.student') }} as subject_username,
    course_id,
    event_type,
    event_source,
    coalesce(
        {{ edx_sent_id('fields.problem_id') }},
        {{ edx_sent_id('fields.module_id') }},
        {{ edx_sent_id('fields.problem') }},
        module_usage_key
    ) as problem_id,
    coalesce(module_original_usage_key, module_usage_key) as block_id,
    module_display_name as problem_name,
    {{ trimmed('fields.problem_part_id') }} as part_id,
    {{ safe_bigint('fields.attempts', 'place') }} as attempt_number,
    {{ safe_double('coalesce(fields.grade, fields.new_score)', 'points') }} as grade,
    {{ safe_double('coalesce(fields.max_grade, fields.new_total)', 'max_points') }}
        as max_grade,
    {{ safe_double('fields.orig_score', 'points') }} as previous_grade,
    fields.success,
    fields.failure,
    {{ safe_bigint('fields.hint_index', 'place') }} as hint_index,
    {{ safe_bigint('fields.hint_len', 'count') }} as n_hints,
    fields.answers,
    fields.correct_map,
    fields.submission,
    fields.state,
    saved_tags,
    {{ trimmed('fields.item_id') }} as item_id,
    {{ trimmed('coalesce(fields.location_id, fields.location)') }} as zone_id,
    {{ safe_boolean('fields.is_correct') }} as is_item_correct
from parsed
