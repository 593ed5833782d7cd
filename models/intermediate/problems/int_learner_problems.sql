with
attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

help as (
    select * from {{ ref('int_problem_help') }}
),

grades as (
    select * from {{ ref('int_problem_grades') }}
),

numbered as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, problem_id
            order by attempted_at, line_no, event_id
        ) as try_number
    from attempts
),

-- The first attempt is known only if the log holds it: its number is then 1, or it has none.
tries as (
    select
        platform,
        course_id,
        learner_id,
        problem_id,
        count(*) as n_attempts,
        min(attempted_at) as first_attempt_at,
        max(attempted_at) as last_attempt_at,
        bool_or(is_correct) filter (where try_number = 1 and coalesce(attempt_number, 1) <= 1)
            as is_correct_first_try,
        bool_or(is_correct) as is_correct_ever,
        cast(min(try_number) filter (where is_correct) as bigint) as n_attempts_to_correct,
        min(attempted_at) filter (where is_correct) as first_correct_at
    from numbered
    group by platform, course_id, learner_id, problem_id
)

-- Only edX logs help: its absence is 0 there, and unknown elsewhere.
select
    coalesce(tries.platform, 'edx') as platform,
    coalesce(tries.course_id, help.course_id) as course_id,
    coalesce(tries.learner_id, help.learner_id) as learner_id,
    coalesce(tries.problem_id, help.problem_id) as problem_id,
    coalesce(tries.n_attempts, 0) as n_attempts,
    tries.first_attempt_at,
    tries.last_attempt_at,
    tries.is_correct_first_try,
    tries.is_correct_ever,
    tries.n_attempts_to_correct,
    {{ seconds_between('tries.first_attempt_at', 'tries.first_correct_at') }}
        as seconds_to_first_correct,
    coalesce(help.n_show_answers, case when tries.platform = 'edx' then 0 end) as n_show_answers,
    coalesce(
        help.first_shown_at < tries.last_attempt_at,
        case when coalesce(tries.platform, 'edx') = 'edx' then false end
    ) as showed_answer_before_attempt,
    coalesce(help.n_hints, case when tries.platform = 'edx' then 0 end) as n_hints,
    grades.grade_best,
    grades.grade_last,
    grades.max_grade
from tries
full outer join help
    on
        tries.learner_id = help.learner_id
        and tries.course_id is not distinct from help.course_id
        and tries.problem_id = help.problem_id
left join grades
    on
        tries.learner_id = grades.learner_id
        and tries.course_id is not distinct from grades.course_id
        and tries.problem_id = grades.problem_id
