{{ config(materialized='view') }}

with
coursera_learners as (
    select * from {{ ref('stg_coursera__learners') }}
)

select
    'coursera' as platform,
    course_id,
    max(load_id) as load_id
from coursera_learners
group by course_id
