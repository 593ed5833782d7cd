with
submissions as (
    select * from {{ ref('int_feature_submissions') }}
    where deadline_week >= 0 and problem_type_name in ('homework', 'lab')
),

learner_weeks as (
    select * from {{ ref('int_feature_learner_weeks') }}
),

-- A problem is known from its first submission on. One that somebody answers first after the week
-- must not change what the week looked like.
known_problems as (
    select
        course_id,
        problem_type_name,
        problem_id,
        deadline_week as week_number
    from submissions
    where week_number <= deadline_week
    group by course_id, problem_type_name, problem_id, deadline_week
),

problem_counts as (
    select
        course_id,
        week_number,
        count(case when problem_type_name = 'homework' then 1 end) as n_homework,
        count(case when problem_type_name = 'lab' then 1 end) as n_lab
    from known_problems
    group by course_id, week_number
),

right_answers as (
    select
        course_id,
        learner_id,
        deadline_week as week_number,
        count(distinct case when problem_type_name = 'homework' then problem_id end)
            as n_homework_right,
        count(distinct case when problem_type_name = 'lab' then problem_id end) as n_lab_right
    from submissions
    where is_right and submitted_at <= deadline_at
    group by course_id, learner_id, deadline_week
),

grades as (
    select
        learner_weeks.platform,
        learner_weeks.course_id,
        learner_weeks.learner_id,
        learner_weeks.week_number,
        coalesce(right_answers.n_homework_right, 0) / nullif(problem_counts.n_homework, 0)
            as pset_grade,
        coalesce(right_answers.n_lab_right, 0) / nullif(problem_counts.n_lab, 0) as lab_grade
    from learner_weeks
    inner join problem_counts
        on
            learner_weeks.course_id = problem_counts.course_id
            and learner_weeks.week_number = problem_counts.week_number
    left join right_answers
        on
            learner_weeks.course_id = right_answers.course_id
            and learner_weeks.learner_id = right_answers.learner_id
            and learner_weeks.week_number = right_answers.week_number
),

-- Weeks without a right answer are left out of the mean, as in DigitalLearnerQuantified.
earlier_means as (
    select
        *,
        avg(nullif(pset_grade, 0)) over earlier as earlier_pset_grade,
        avg(nullif(lab_grade, 0)) over earlier as earlier_lab_grade
    from grades
    window earlier as (
        partition by course_id, learner_id
        order by week_number
        rows between unbounded preceding and 1 preceding
    )
)

select
    platform,
    course_id,
    learner_id,
    week_number,
    pset_grade,
    nullif(pset_grade, 0) - earlier_pset_grade as pset_grade_over_time,
    lab_grade,
    nullif(lab_grade, 0) - earlier_lab_grade as lab_grade_over_time
from earlier_means
