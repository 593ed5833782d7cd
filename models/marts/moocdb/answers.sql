with
surveys as (
    select * from {{ ref('int_surveys') }}
)

select distinct
    answer_id,
    answer_content,
    course_id,
    platform
from surveys
