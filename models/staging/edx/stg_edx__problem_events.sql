with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family in ('problem', 'rescore')
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'problem_id', 'module_id', 'problem', 'problem_part_id', 'attempts', 'grade',
            'max_grade', 'success', 'failure', 'answers', 'correct_map', 'submission', 'state',
            'hint_index', 'hint_len', 'orig_score', 'orig_total', 'new_score', 'new_total',
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
    coalesce(
        {{ trimmed('fields.problem_id') }},
        {{ trimmed('fields.module_id') }},
        {{ trimmed('fields.problem') }},
        module_usage_key
    ) as problem_id,
    module_display_name as problem_name,
    {{ trimmed('fields.problem_part_id') }} as part_id,
    {{ safe_bigint('fields.attempts') }} as attempt_number,
    {{ safe_double('coalesce(fields.grade, fields.new_score)') }} as grade,
    {{ safe_double('coalesce(fields.max_grade, fields.new_total)') }} as max_grade,
    {{ safe_double('fields.orig_score') }} as previous_grade,
    fields.success,
    fields.failure,
    {{ safe_bigint('fields.hint_index') }} as hint_index,
    {{ safe_bigint('fields.hint_len') }} as n_hints,
    fields.answers,
    fields.correct_map,
    fields.submission,
    fields.state
from parsed
