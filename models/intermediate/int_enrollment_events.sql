with
enrollment_events as (
    select * from {{ ref('stg_edx__enrollment_events') }}
),

subjects as (
    select * from {{ ref('int_edx_subjects') }}
)

select
    'edx' as platform,
    enrollment_events.event_id,
    enrollment_events.event_at,
    enrollment_events.line_no,
    enrollment_events.course_id,
    subjects.learner_id,
    enrollment_events.sender_learner_id,
    replace(enrollment_events.event_type, 'enrollment_', '') as action,
    enrollment_events.mode
from enrollment_events
inner join subjects
    on enrollment_events.subject_user_id = subjects.user_id
where
    enrollment_events.course_id is not null
    and enrollment_events.event_type in (
        'enrollment_activated', 'enrollment_deactivated', 'enrollment_mode_changed'
    )
