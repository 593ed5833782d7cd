{{ config(schema='private') }}

select
    load_id,
    user_agent,
    os,
    os_version,
    browser,
    browser_version,
    device_type,
    device
from {{ source('raw', 'user_agents') }}
