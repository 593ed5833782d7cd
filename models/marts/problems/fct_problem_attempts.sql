{{ config(materialized='view') }}

with
attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
)

select
    platform,
    course_id,
    learner_id,
    problem_id,
    block_id,
    problem_name,
    event_id,
    attempted_at,
    attempt_number,
    grade,
    max_grade,
    is_correct,
    n_parts,
    n_parts_correct
from attempts
