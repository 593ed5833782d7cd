{{ config(materialized='table') }}

with
records as (
    select * from {{ ref('stg_edx__records') }}
    where course_id is not null
),

spellings as (
    select
        lower(course_id) as folded_key,
        course_id,
        count(*) as n_events
    from records
    group by course_id
),

ranked as (
    select
        *,
        row_number() over (partition by folded_key order by n_events desc, course_id asc)
            as spelling_rank
    from spellings
)

select
    folded_key,
    course_id
from ranked
where spelling_rank = 1
