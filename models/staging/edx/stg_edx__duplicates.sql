{{ config(materialized='table') }}

with
records as (
    select
        load_id,
        file_id,
        line_no,
        record_no,
        event_id
    from {{ ref('stg_edx__records') }}
),

repeated as (
    select event_id
    from records
    group by event_id
    having count(*) > 1
),

numbered as (
    select
        records.*,
        row_number() over (
            partition by records.event_id
            order by records.load_id, records.file_id, records.line_no, records.record_no
        ) as copy_number
    from records
    inner join repeated
        on records.event_id = repeated.event_id
)

select
    load_id,
    file_id,
    line_no,
    record_no,
    event_id
from numbered
where copy_number > 1
