{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events'), respelled_courses()) }}",
) }}

with
events as (
    select * from {{ ref('stg_edx__event_payloads') }}
    where
        event_type in (
            'problem_grade_submitted', 'problem_grade_rescored', 'problem_grade_overridden',
            'problem_state_deleted', 'subsection_grade', 'course_grade', 'course_passed',
            'course_passed_first_time', 'course_failed'
        )
        {% if is_incremental() %}
            and {{ is_missing_event() }}
        {% endif %}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'user_id', 'course_id', 'problem_id', 'block_id', 'weighted_earned',
            'weighted_possible', 'new_weighted_earned', 'new_weighted_possible',
            'weighted_total_earned', 'weighted_total_possible', 'weighted_graded_earned',
            'weighted_graded_possible', 'percent_grade', 'percent', 'letter_grade',
            'first_attempted',
        ]) }} as fields
    from events
),

named as (
    {{ with_named_course('parsed') }}
),

-- Of a subsection the payload may name a problem, too: the one whose answer changed its grade.
scoped as (
    select
        *,
        case
            when event_type = 'subsection_grade' then 'subsection'
            when event_type like 'problem!_%' escape '!' then 'problem'
            else 'course'
        end as scope,
        case
            when event_type = 'subsection_grade' then {{ trimmed('fields.block_id') }}
            when event_type like 'problem!_%' escape '!'
                then {{ trimmed('coalesce(fields.problem_id, fields.block_id)') }}
        end as block_id,
        {{ safe_double('coalesce(fields.percent_grade, fields.percent)') }} as unbounded_percent
    from named
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id as sender_learner_id,
    named_course_id as course_id,
    event_type,
    event_source,
    {{ edx_subject_user_id('fields.user_id') }} as subject_user_id,
    scope,
    block_id,
    {{ safe_double('coalesce(
        fields.weighted_earned, fields.new_weighted_earned, fields.weighted_total_earned
    )', 'points') }} as earned,
    {{ safe_double('coalesce(
        fields.weighted_possible, fields.new_weighted_possible, fields.weighted_total_possible
    )', 'max_points') }} as possible,
    {{ safe_double('fields.weighted_graded_earned', 'points') }} as graded_earned,
    {{ safe_double('fields.weighted_graded_possible', 'max_points') }} as graded_possible,
    case when unbounded_percent between 0 and 2 then unbounded_percent end as percent,
    -- The platform writes Python's None where there is no letter.
    nullif({{ trimmed('fields.letter_grade') }}, 'None') as letter_grade,
    {{ safe_timestamp('fields.first_attempted') }} as first_attempted_at
from scoped
