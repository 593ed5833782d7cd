{{ config(materialized='view') }}

with
submissions as (
    select * from {{ ref('int_submissions') }}
)

select
    submission_id as assessment_id,
    submission_id,
    cast(null as string) as assessment_feedback,
    cast(share_of_credit as double) as assessment_grade,
    cast(null as double) as assessment_grade_with_penalty,
    cast({{ automatic_grader_id() }} as bigint) as assessment_grader_id,
    attempted_at as assessment_timestamp,
    max_grade as assessment_max_grade,
    course_id,
    platform
from submissions
