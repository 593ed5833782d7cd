{{ config(materialized='table') }}

select
    course_id,
    learner_id,
    user_id,
    status,
    timestamp as stated_at
from ({{ edx_package_rows('verify_student_verificationstatus') }}) as verification_statuses
