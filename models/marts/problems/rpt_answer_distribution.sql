with
responses as (
    select * from {{ ref('fct_problem_responses') }}
),

answers as (
    select
        platform,
        course_id,
        problem_id,
        part_id,
        first_variant as variant,
        first_answer as answer,
        first_is_correct as is_correct,
        first_attempt_at as answered_at,
        1 as is_first,
        0 as is_last
    from responses
    union all
    select
        platform,
        course_id,
        problem_id,
        part_id,
        variant,
        answer,
        is_correct,
        last_attempt_at as answered_at,
        0 as is_first,
        1 as is_last
    from responses
),

-- The latest verdict on an answer counts, because the team may change what is correct.
ranked as (
    select
        *,
        row_number() over (
            partition by course_id, problem_id, part_id, variant, answer
            order by (is_correct is not null) desc, answered_at desc, is_correct desc
        ) as recency
    from answers
)

select
    platform,
    course_id,
    problem_id,
    part_id,
    variant,
    answer,
    cast(sum(is_first) as bigint) as n_first,
    cast(sum(is_last) as bigint) as n_last,
    bool_or(is_correct) filter (where recency = 1) as is_correct
from ranked
group by platform, course_id, problem_id, part_id, variant, answer
