{{ config(materialized='table') }}

with
records as (
    select * from {{ ref('stg_edx__records') }}
    where course_id is not null
),

spellings as (
    select
        course_id as course_key,
        count(*) as n_events
    from records
    group by course_id
)

select
    course_key,
    lower(course_key) as folded_key,
    first_value(course_key) over (
        partition by lower(course_key) order by n_events desc, course_key asc
    ) as course_id
from spellings
