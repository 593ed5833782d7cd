{#- An answer of fewer learners may be what one of them typed. -#}
{%- set n_learners_of_a_choice = 5 -%}

with
responses as (
    select * from {{ ref('int_problem_responses') }}
),

attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

response_types as (
    select * from {{ ref('moocdb_response_types') }}
    where problem_type_name in ('question_mc_single', 'question_mc_multiple')
),

counted as (
    select
        responses.*,
        coalesce(attempts.block_id, responses.problem_id) as block_id
    from responses
    inner join attempts
        on responses.event_id = attempts.event_id
),

choices as (
    select
        counted.course_id,
        counted.block_id,
        counted.part,
        counted.response_type,
        counted.answer
    from counted
    inner join response_types
        on counted.response_type = response_types.response_type
    where counted.answer <> ''
    group by
        counted.course_id, counted.block_id, counted.part, counted.response_type, counted.answer
    having count(distinct counted.learner_id) >= {{ n_learners_of_a_choice }}
)

select
    counted.platform,
    counted.course_id,
    counted.learner_id,
    counted.event_id,
    counted.block_id,
    counted.part,
    counted.part_id,
    counted.attempted_at,
    counted.attempt_number,
    counted.response_type,
    choices.answer as choice,
    counted.correctness,
    counted.is_correct
from counted
left join choices
    on
        counted.course_id is not distinct from choices.course_id
        and counted.block_id = choices.block_id
        and counted.part = choices.part
        and counted.response_type = choices.response_type
        and counted.answer = choices.answer
