{{ config(
    schema='private',
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
) }}

with
lines as (
    select * from {{ source('raw', 'edx_lines') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

hashed as (
    select
        load_id,
        file_id,
        line_no,
        md5(line) as event_id
    from lines
),

counted as (
    select
        *,
        row_number() over (partition by event_id order by load_id, file_id, line_no) as copy_number
    from hashed
)

select
    counted.load_id,
    counted.file_id,
    counted.line_no,
    counted.event_id,
    counted.copy_number > 1
    {% if is_incremental() %}
        or counted.event_id in (select earlier.event_id from {{ this }} as earlier)
    {% endif %} as is_later_copy
from counted
