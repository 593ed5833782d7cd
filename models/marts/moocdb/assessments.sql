{{ config(materialized='view') }}

with
submissions as (
    select * from {{ ref('int_submissions') }}
),

foreign_assessments as (
    select * from {{ ref('int_foreign_assessments') }}
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
union all
select
    assessment_id,
    submission_id,
    cast(null as string) as assessment_feedback,
    assessment_grade,
    assessment_grade_with_penalty,
    assessment_grader_id,
    assessment_timestamp,
    assessment_max_grade,
    course_id,
    'moocdb' as platform
from foreign_assessments
