with
surveys as (
    select * from {{ ref('int_surveys') }}
),

foreign_survey_parts as (
    select * from {{ ref('int_foreign_survey_parts') }}
)

select distinct
    survey_id,
    cast(null as timestamp) as survey_start_timestamp,
    cast(null as timestamp) as survey_end_timestamp,
    course_id,
    platform
from surveys
union all
select
    survey_id,
    survey_start_timestamp,
    survey_end_timestamp,
    course_id,
    'moocdb' as platform
from foreign_survey_parts
where table_name = 'surveys'
