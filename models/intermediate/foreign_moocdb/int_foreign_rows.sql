{{ config(materialized='view', schema='private') }}

with
foreign_rows as (
    select * from {{ ref('stg_moocdb__rows') }}
),

courses as (
    select * from {{ ref('int_courses') }}
)

-- A course that the logs tell of is ours: two copies of it would be counted as one.
select foreign_rows.*
from foreign_rows
left join courses
    on lower(foreign_rows.course_id) = lower(courses.course_id)
where courses.course_id is null
