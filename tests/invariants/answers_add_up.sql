-- A learner who answered a part has one first and one last answer to it; attempts are counted once.
with
responses as (
    select
        course_id,
        problem_id,
        part_id,
        count(*) as n_learners
    from {{ ref('fct_problem_responses') }}
    group by course_id, problem_id, part_id
),

answers as (
    select
        course_id,
        problem_id,
        part_id,
        sum(n_first) as n_first,
        sum(n_last) as n_last
    from {{ ref('rpt_answer_distribution') }}
    group by course_id, problem_id, part_id
),

attempts as (
    select count(*) as n from {{ ref('fct_problem_attempts') }}
),

reported as (
    select coalesce(sum(n_attempts), 0) as n from {{ ref('rpt_problems') }}
)

select responses.part_id
from responses
full outer join answers
    on
        responses.course_id is not distinct from answers.course_id
        and responses.problem_id = answers.problem_id
        and responses.part_id = answers.part_id
where
    responses.n_learners is distinct from answers.n_first
    or responses.n_learners is distinct from answers.n_last
union all
select 'attempts' as part_id
from attempts
cross join reported
where attempts.n <> reported.n
