{{ config(materialized='view') }}

with
surveys as (
    select * from {{ ref('int_surveys') }}
)

select
    feedback_id,
    learner_id as user_id,
    answer_id,
    question_id,
    answered_at as feedback_timestamp,
    course_id,
    platform
from surveys
