with
responses as (
    select * from {{ ref('int_problem_responses') }}
    where course_id is not null
),

attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

help as (
    select * from {{ ref('int_problem_help') }}
),

-- Problems drawn from a library have a key of their own for each learner, and one block for all.
answered as (
    select
        responses.platform,
        responses.course_id,
        coalesce(attempts.block_id, responses.problem_id) as block_id,
        responses.problem_id,
        responses.part,
        responses.learner_id,
        responses.event_id,
        responses.line_no,
        responses.attempted_at,
        responses.attempt_number,
        case
            when responses.correctness = 'correct' then 1
            when responses.correctness in ('incorrect', 'partially-correct') then 0
        end as score
    from responses
    inner join attempts
        on responses.event_id = attempts.event_id
),

numbered as (
    select
        *,
        row_number() over (
            partition by course_id, block_id, part, learner_id
            order by attempted_at, line_no, event_id
        ) as try_number
    from answered
)

-- The first attempt is known only if the log holds it: its number is then 1, or it has none.
select
    {{ surrogate_id(['numbered.course_id', 'numbered.block_id', 'numbered.part']) }} as item_id,
    numbered.platform,
    numbered.course_id,
    numbered.block_id,
    numbered.part,
    numbered.learner_id,
    numbered.attempted_at as responded_at,
    cast(numbered.score as bigint) as score
from numbered
left join help
    on
        numbered.learner_id = help.learner_id
        and numbered.course_id = help.course_id
        and numbered.problem_id = help.problem_id
        and numbered.attempted_at > help.first_shown_at
where
    numbered.try_number = 1
    and coalesce(numbered.attempt_number, 1) <= 1
    and numbered.score is not null
    and help.learner_id is null
