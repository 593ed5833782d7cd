with
responses as (
    select * from {{ ref('int_problem_responses') }}
),

attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

ordered as (
    select
        responses.*,
        attempts.block_id,
        attempts.problem_name,
        count(*) over part as n_attempts,
        min(responses.attempted_at) over part as first_attempt_at,
        first_value(responses.answer) over in_time as first_answer,
        first_value(responses.variant) over in_time as first_variant,
        first_value(responses.is_correct) over in_time as first_is_correct,
        row_number() over (
            partition by
                responses.learner_id, responses.course_id, responses.problem_id, responses.part_id
            order by responses.attempted_at desc, responses.line_no desc, responses.event_id desc
        ) as recency
    from responses
    inner join attempts
        on responses.event_id = attempts.event_id
    window
        part as (
            partition by
                responses.learner_id, responses.course_id, responses.problem_id, responses.part_id
        ),
        in_time as (
            partition by
                responses.learner_id, responses.course_id, responses.problem_id, responses.part_id
            order by responses.attempted_at, responses.line_no, responses.event_id
        )
)

select
    platform,
    course_id,
    learner_id,
    problem_id,
    part_id,
    block_id,
    problem_name,
    question,
    response_type,
    variant,
    answer,
    is_correct,
    correctness,
    grade as score,
    max_grade as max_score,
    n_attempts,
    first_attempt_at,
    attempted_at as last_attempt_at,
    first_variant,
    first_answer,
    first_is_correct
from ordered
where recency = 1
