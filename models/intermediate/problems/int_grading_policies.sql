{{ config(materialized='view') }}

select
    'edx' as platform,
    course_id,
    passing_grade
from {{ ref('stg_edx_package__grading_policies') }}
