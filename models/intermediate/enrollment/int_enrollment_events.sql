with
coursera_learners as (
    select * from {{ ref('stg_coursera__learners') }}
),

enrollment_events as (
    select * from {{ ref('stg_edx__enrollment_events') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
)

select
    'edx' as platform,
    enrollment_events.event_id,
    enrollment_events.load_id,
    enrollment_events.event_at,
    enrollment_events.line_no,
    enrollment_events.course_id,
    event_subjects.learner_id,
    enrollment_events.sender_learner_id,
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
union all
select
    'coursera' as platform,
    md5(
        'coursera/' || course_id || '/registration/'
        || coalesce(cast(user_id as string), session_user_id)
    ) as event_id,
    load_id,
    registered_at as event_at,
    cast(null as bigint) as line_no,
    course_id,
    learner_id,
    learner_id as sender_learner_id,
    'activated' as action,
    cast(null as string) as mode
from coursera_learners
where registered_at is not null
