with
grades as (
    select * from {{ ref('int_grades') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
)

select
    grades.platform,
    grades.course_id,
    grades.learner_id,
    grades.scope,
    grades.block_id,
    grades.earned,
    grades.possible,
    grades.percent,
    grades.letter,
    grades.passed,
    grades.graded_at,
    grades.is_certified,
    grades.certified_at,
    grades.certificate_mode
from grades
left join learner_courses
    on
        grades.learner_id = learner_courses.learner_id
        and grades.course_id = learner_courses.course_id
-- Learners with grades but no events count as non-staff with 0 events.
where coalesce(learner_courses.is_counted, {{ var('min_events_per_learner') == 0 }})
