with
submissions as (
    select * from {{ ref('submissions') }}
),

assessments as (
    select * from {{ ref('assessments') }}
),

problems as (
    select * from {{ ref('problems') }}
),

problem_types as (
    select * from {{ ref('problem_types') }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
),

graded as (
    select
        course_id,
        submission_id,
        max(assessment_grade) as grade
    from assessments
    group by course_id, submission_id
)

select
    submissions.platform,
    submissions.course_id,
    submissions.submission_id,
    submissions.user_id as learner_id,
    submissions.problem_id,
    problem_types.problem_type_name,
    submissions.submission_timestamp as submitted_at,
    {{ course_week('submissions.submission_timestamp') }} as week_number,
    submissions.submission_attempt_number as attempt_number,
    coalesce(submissions.validity = 1, false) as is_valid,
    coalesce(submissions.validity = 1 and graded.grade = 1, false) as is_right,
    problems.problem_hard_deadline as deadline_at,
    {{ course_week('problems.problem_hard_deadline') }} as deadline_week
from submissions
inner join courses
    on submissions.course_id = courses.course_id
left join graded
    on
        submissions.course_id = graded.course_id
        and submissions.submission_id = graded.submission_id
left join problems
    on
        submissions.course_id = problems.course_id
        and submissions.problem_id = problems.problem_id
left join problem_types
    on problems.problem_type_id = problem_types.problem_type_id
