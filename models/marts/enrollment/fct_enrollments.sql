with
enrollments as (
    select * from {{ ref('int_enrollments') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
)

select
    enrollments.platform,
    enrollments.course_id,
    enrollments.learner_id,
    enrollments.is_enrolled,
    enrollments.mode,
    enrollments.first_mode,
    enrollments.first_enrolled_at,
    enrollments.last_unenrolled_at,
    enrollments.first_verified_at,
    enrollments.first_credit_at
from enrollments
inner join learner_courses
    on
        enrollments.learner_id = learner_courses.learner_id
        and enrollments.course_id = learner_courses.course_id
where learner_courses.is_counted
