{{ config(materialized='table') }}

select
    course_id,
    learner_id,
    user_id,
    grade as percent,
    lower(status) as status,
    mode,
    distinction as has_distinction,
    created_date as created_at,
    modified_date as modified_at
from ({{ edx_package_rows('certificates_generatedcertificate') }}) as certificates
