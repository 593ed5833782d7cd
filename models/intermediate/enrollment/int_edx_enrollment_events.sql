{{ config(materialized='view') }}

with
enrollment_events as (
    select * from {{ ref('stg_edx__enrollment_events') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
)

select
    enrollment_events.event_id,
    enrollment_events.load_id,
    enrollment_events.event_at,
    enrollment_events.line_no,
    enrollment_events.course_id,
    event_subjects.learner_id,
    replace(enrollment_events.event_type, 'enrollment_', '') as action,
    enrollment_events.mode
from enrollment_events
inner join event_subjects
    on enrollment_events.subject_user_id = event_subjects.user_id
where
    enrollment_events.course_id is not null
    and enrollment_events.event_type in (
        'enrollment_activated', 'enrollment_deactivated', 'enrollment_mode_changed'
    )
