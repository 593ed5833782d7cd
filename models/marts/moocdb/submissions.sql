{{ config(materialized='view') }}

with
submissions as (
    select * from {{ ref('int_submissions') }}
),

foreign_submissions as (
    select * from {{ ref('int_foreign_submissions') }}
)

select
    submission_id,
    learner_id as user_id,
    problem_id,
    attempted_at as submission_timestamp,
    attempt_number as submission_attempt_number,
    answer as submission_answer,
    1 as submission_is_submitted,
    cast(null as bigint) as submission_ip,
    os_id as submission_os,
    agent_id as submission_agent,
    validity,
    course_id,
    platform
from submissions
union all
select
    submission_id,
    user_id,
    problem_id,
    submission_timestamp,
    submission_attempt_number,
    submission_answer,
    submission_is_submitted,
    cast(null as bigint) as submission_ip,
    submission_os,
    submission_agent,
    validity,
    course_id,
    'moocdb' as platform
from foreign_submissions
