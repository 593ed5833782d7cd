with
surveys as (
    select * from {{ ref('int_surveys') }}
)

select distinct
    question_id,
    question_content,
    cast(null as bigint) as question_type,
    cast(null as bigint) as question_reference,
    survey_id,
    course_id,
    platform
from surveys
