{{ config(materialized='view') }}

with
coursera_exports as (
    select * from {{ ref('stg_coursera__exports') }}
)

select
    'coursera' as platform,
    course_id,
    load_id
from coursera_exports
