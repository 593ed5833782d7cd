with
enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
)

select
    enrollment_states.platform,
    enrollment_states.course_id,
    enrollment_states.event_id,
    enrollment_states.learner_id,
    enrollment_states.event_at,
    enrollment_states.action,
    enrollment_states.mode,
    enrollment_states.source
from enrollment_states
inner join learner_courses
    on
        enrollment_states.learner_id = learner_courses.learner_id
        and enrollment_states.course_id = learner_courses.course_id
where learner_courses.is_counted
