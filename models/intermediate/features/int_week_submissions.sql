with
submissions as (
    select * from {{ ref('int_feature_submissions') }}
    where is_valid and week_number >= 0
),

problem_weeks as (
    select
        platform,
        course_id,
        learner_id,
        week_number,
        problem_id,
        count(*) as n_attempts,
        count(case when is_right then 1 end) as n_right,
        max(attempt_number) as highest_attempt,
        {{ seconds_between('min(submitted_at)', 'max(submitted_at)') }} as solving_seconds
    from submissions
    group by platform, course_id, learner_id, week_number, problem_id
),

leads as (
    select
        course_id,
        learner_id,
        week_number,
        {{ exact_avg(seconds_between('deadline_at', 'submitted_at')) }}
            as average_predeadline_submission_time
    from submissions
    where deadline_at is not null
    group by course_id, learner_id, week_number
),

weeks as (
    select
        platform,
        course_id,
        learner_id,
        week_number,
        count(*) as distinct_attempts,
        cast(sum(n_attempts) as bigint) as number_of_attempts,
        count(case when n_right > 0 then 1 end) as distinct_problems_correct,
        cast(sum(n_right) as bigint) as attempts_correct,
        {{ exact_avg('highest_attempt') }} as average_number_of_attempts,
        {{ exact_avg('solving_seconds') }} as average_time_to_solve_problem
    from problem_weeks
    group by platform, course_id, learner_id, week_number
)

select
    weeks.*,
    weeks.attempts_correct / weeks.number_of_attempts as share_correct_submissions,
    leads.average_predeadline_submission_time
from weeks
left join leads
    on
        weeks.course_id = leads.course_id
        and weeks.learner_id = leads.learner_id
        and weeks.week_number = leads.week_number
