{{ config(materialized='view') }}

with
lines as (
    select * from {{ ref('stg_edx__lines') }}
),

wrapped_records as (
    select * from {{ ref('stg_edx__wrapped_records') }}
)

select *
from lines
where
    fate = 'accepted'
    and not exists (
        select 1 from wrapped_records
        where wrapped_records.file_id = lines.file_id and wrapped_records.line_no = lines.line_no
    )
union all
select *
from wrapped_records
where fate = 'accepted'
