{{ config(materialized='table') }}

select
    course_id,
    learner_id,
    user_id,
    {{ edx_respelled('usage_key') }} as block_id,
    earned_all as earned,
    possible_all as possible,
    earned_graded as graded_earned,
    possible_graded as graded_possible,
    first_attempted as first_attempted_at,
    created as created_at,
    modified as modified_at
from ({{ edx_package_rows('grades_persistentsubsectiongrade') }}) as subsection_grades
