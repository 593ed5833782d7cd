with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family = 'enrollment'
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'course_id', 'user_id', 'mode',
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
    {{ trimmed('fields.mode') }} as mode
from parsed
