{{ config(materialized='view') }}

with
loads as (
    select * from {{ ref('stg_loads') }}
)

select
    load_id,
    finished_at as loaded_at,
    cast(finished_at as date) as landed_date
from loads
