{{ config(materialized='view') }}

with
addresses as (
    select * from {{ ref('int_event_addresses') }}
)

select
    platform,
    event_id,
    ip
from addresses
