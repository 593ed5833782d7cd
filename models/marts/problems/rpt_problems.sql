with
learner_problems as (
    select * from {{ ref('fct_learner_problems') }}
),

scored as (
    select
        *,
        cast(is_correct_ever as integer) as correct,
        sum(cast(is_correct_ever as integer)) over learner as n_correct,
        count(is_correct_ever) over learner as n_problems
    from learner_problems
    window learner as (partition by learner_id, course_id)
),

compared as (
    select
        *,
        (n_correct - correct) / cast(nullif(n_problems - 1, 0) as double) as share_correct_elsewhere
    from scored
),

problems as (
    select
        platform,
        course_id,
        problem_id,
        count(*) filter (where n_attempts > 0) as n_learners,
        cast(sum(n_attempts) as bigint) as n_attempts,
        avg(correct) as p_correct,
        avg(cast(is_correct_first_try as integer)) as p_correct_first_try,
        avg(n_attempts) filter (where n_attempts > 0) as mean_attempts,
        avg(n_attempts_to_correct) as mean_attempts_to_correct,
        median(seconds_to_first_correct) as median_seconds_to_correct,
        cast(sum(n_show_answers) as bigint) as n_show_answers,
        stddev_pop(correct) filter (where share_correct_elsewhere is not null) as correct_spread,
        stddev_pop(share_correct_elsewhere) filter (where correct is not null) as share_spread,
        corr(correct, share_correct_elsewhere) as discrimination
    from compared
    group by platform, course_id, problem_id
)

select
    platform,
    course_id,
    problem_id,
    n_learners,
    n_attempts,
    p_correct,
    p_correct_first_try,
    mean_attempts,
    mean_attempts_to_correct,
    median_seconds_to_correct,
    n_show_answers,
    case
        when correct_spread > 0 and share_spread > 0
            then greatest(least(round(discrimination, 9), 1), -1)
    end as discrimination
from problems
