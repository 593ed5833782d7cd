{{ config(materialized='view') }}

with
open_responses as (
    select * from {{ ref('int_open_responses') }}
)

select
    platform,
    course_id,
    learner_id,
    problem_id,
    submission_uuid,
    is_team_submission,
    event_id,
    submitted_at,
    attempt_number,
    n_answers,
    n_characters,
    n_peer_assessments,
    peer_score,
    n_self_assessments,
    self_score,
    n_staff_assessments,
    staff_score,
    score,
    score_type
from open_responses
