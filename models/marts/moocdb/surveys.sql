with
surveys as (
    select * from {{ ref('int_surveys') }}
)

select distinct
    survey_id,
    cast(null as timestamp) as survey_start_timestamp,
    cast(null as timestamp) as survey_end_timestamp,
    course_id,
    platform
from surveys
