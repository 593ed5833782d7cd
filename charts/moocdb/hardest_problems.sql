with
first_submissions as (
    select
        user_id,
        problem_id,
        submission_id
    from moocdb.submissions
    where course_id = $course and coalesce(submission_is_submitted, 1) = 1
    qualify row_number() over (
        partition by user_id, problem_id
        order by submission_timestamp nulls last, submission_attempt_number, submission_id
    ) = 1
),

grades as (
    select
        submission_id,
        max(assessment_grade) as grade
    from moocdb.assessments
    where course_id = $course
    group by submission_id
),

names as (
    select
        problem_id,
        coalesce(problem_name, '') as name,
        count(*) over (partition by problem_name) as n_namesakes
    from moocdb.problems
    where course_id = $course
)

select
    left(names.name, 60)
    || case
        when names.n_namesakes > 1 or names.name = ''
            then ' · ' || right(cast(names.problem_id as varchar), 4)
        else ''
    end as problem,
    round(100 * avg(case when grades.grade >= 1 then 1 else 0 end), 1) as first_try,
    count(*) as learners
from first_submissions
inner join grades
    on first_submissions.submission_id = grades.submission_id and grades.grade is not null
inner join names
    on first_submissions.problem_id = names.problem_id
group by names.problem_id, names.name, names.n_namesakes
having count(*) >= 5
order by first_try, problem
limit 25
