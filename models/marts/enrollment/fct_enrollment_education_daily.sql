{{ config(materialized='view') }}

with
demographic_days as (
    select * from {{ ref('int_enrollment_demographic_days') }}
    where dimension = 'education'
)

select
    platform,
    course_id,
    enrollment_date,
    value as education,
    n_enrolled,
    n_cumulative
from demographic_days
