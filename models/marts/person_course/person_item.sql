with
responses as (
    select * from {{ ref('fct_problem_responses') }}
    where course_id is not null
),

items as (
    select * from {{ ref('course_item') }}
)

select
    responses.platform,
    responses.learner_id as user_id,
    responses.course_id,
    items.item_short_id,
    items.item_nid,
    cast(responses.is_correct as integer) as item_grade,
    responses.score as grade,
    responses.n_attempts,
    responses.last_attempt_at as date, -- noqa
    responses.problem_id,
    responses.part_id as item_id
from responses
inner join items
    on
        responses.course_id = items.course_id
        and responses.problem_id = items.problem_id
        and responses.part_id = items.item_id
