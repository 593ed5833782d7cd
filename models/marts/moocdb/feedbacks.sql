{{ config(materialized='view') }}

with
surveys as (
    select * from {{ ref('int_surveys') }}
),

foreign_survey_parts as (
    select * from {{ ref('int_foreign_survey_parts') }}
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
union all
select
    feedback_id,
    user_id,
    answer_id,
    question_id,
    feedback_timestamp,
    course_id,
    'moocdb' as platform
from foreign_survey_parts
where table_name = 'feedbacks'
