with
surveys as (
    select * from {{ ref('int_surveys') }}
),

foreign_survey_parts as (
    select * from {{ ref('int_foreign_survey_parts') }}
)

select distinct
    answer_id,
    answer_content,
    course_id,
    platform
from surveys
union all
select
    answer_id,
    answer_content,
    course_id,
    'moocdb' as platform
from foreign_survey_parts
where table_name = 'answers'
