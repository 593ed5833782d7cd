with
surveys as (
    select * from {{ ref('int_surveys') }}
),

foreign_survey_parts as (
    select * from {{ ref('int_foreign_survey_parts') }}
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
union all
select
    question_id,
    question_content,
    question_type,
    question_reference,
    survey_id,
    course_id,
    'moocdb' as platform
from foreign_survey_parts
where table_name = 'questions'
