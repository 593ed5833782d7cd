{{ config(materialized='view') }}

with
show_answers as (
    select * from {{ ref('int_show_answers') }}
)

select
    platform,
    event_at as time, -- noqa
    cast(null as string) as username,
    course_id,
    problem_id as module_id,
    learner_id as user_id,
    event_id
from show_answers
