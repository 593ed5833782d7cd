with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family in ('problem', 'rescore')
),

user_names as (
    select * from {{ ref('stg_edx__user_names') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
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
    parsed.event_id,
    parsed.load_id,
    parsed.event_at,
    parsed.line_no,
    parsed.learner_id,
    coalesce(
        user_names.learner_id,
        {{ learner_id('salt.salt', 'edx', 'username', trimmed('parsed.fields.student')) }}
    ) as subject_learner_id,
    parsed.course_id,
    parsed.event_type,
    parsed.event_source,
    coalesce(
        {{ trimmed('fields.problem_id') }},
        {{ trimmed('fields.module_id') }},
        {{ trimmed('fields.problem') }},
        parsed.module_usage_key
    ) as problem_id,
    coalesce(parsed.module_original_usage_key, parsed.module_usage_key) as block_id,
    parsed.module_display_name as problem_name,
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
    parsed.saved_tags,
    {{ trimmed('fields.item_id') }} as item_id,
    {{ trimmed('coalesce(fields.location_id, fields.location)') }} as zone_id,
    {{ safe_boolean('fields.is_correct') }} as is_item_correct
from parsed
cross join salt
left join user_names
    on {{ edx_account_has_name('user_names', trimmed('parsed.fields.student'), 'parsed.event_at') }}
