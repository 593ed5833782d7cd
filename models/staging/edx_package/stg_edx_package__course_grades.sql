{{ config(materialized='table') }}

select
    course_id,
    learner_id,
    user_id,
    percent_grade as percent,
    letter_grade as letter,
    passed_timestamp as passed_at,
    created as created_at,
    modified as modified_at
from ({{ edx_package_rows('grades_persistentcoursegrade') }}) as course_grades
