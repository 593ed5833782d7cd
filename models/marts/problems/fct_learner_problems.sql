{{ config(materialized='view') }}

with
learner_problems as (
    select * from {{ ref('int_learner_problems') }}
)

select
    platform,
    course_id,
    learner_id,
    problem_id,
    n_attempts,
    first_attempt_at,
    last_attempt_at,
    is_correct_first_try,
    is_correct_ever,
    n_attempts_to_correct,
    seconds_to_first_correct,
    n_show_answers,
    showed_answer_before_attempt,
    n_hints,
    grade_best,
    grade_last,
    max_grade
from learner_problems
