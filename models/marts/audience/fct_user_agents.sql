{{ config(materialized='view') }}

with
user_agents as (
    select * from {{ ref('int_user_agents') }}
)

select
    user_agent,
    os,
    os_version,
    browser,
    browser_version,
    device_type,
    device
from user_agents
