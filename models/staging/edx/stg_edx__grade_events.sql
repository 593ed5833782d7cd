with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family = 'grade' or event_type like 'problem!_grade!_%' escape '!'
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
)

select
    event_id,
    event_at,
    line_no,
    learner_id as sender_learner_id,
    coalesce({{ edx_course_key('fields.course_id') }}, course_id) as course_id,
    event_type,
    event_source,
    {{ trimmed('fields.user_id') }} as subject_user_id,
    case
        when event_type = 'subsection_grade' then 'subsection'
        when event_type like 'problem%' then 'problem'
        else 'course'
    end as scope,
    {{ trimmed('coalesce(fields.problem_id, fields.block_id)') }} as block_id,
    {{ safe_double('coalesce(
        fields.weighted_earned, fields.new_weighted_earned, fields.weighted_total_earned
    )', 'points') }} as earned,
    {{ safe_double('coalesce(
        fields.weighted_possible, fields.new_weighted_possible, fields.weighted_total_possible
    )', 'max_points') }} as possible,
    {{ safe_double('fields.weighted_graded_earned', 'points') }} as graded_earned,
    {{ safe_double('fields.weighted_graded_possible', 'max_points') }} as graded_possible,
    {{ safe_double('coalesce(fields.percent_grade, fields.percent)', 'grade_share') }} as percent,
    {{ trimmed('fields.letter_grade') }} as letter_grade,
    {{ safe_timestamp('fields.first_attempted') }} as first_attempted_at
from parsed
