with
event_agents as (
    select distinct user_agent
    from {{ ref('int_events') }}
    where user_agent is not null
),

parsed_agents as (
    select * from {{ ref('stg_user_agents') }}
),

agent_names as (
    select
        event_agents.user_agent,
        parsed_agents.os,
        parsed_agents.os_version,
        parsed_agents.browser,
        parsed_agents.browser_version,
        parsed_agents.device_type,
        parsed_agents.device,
        parsed_agents.os || coalesce(' ' || parsed_agents.os_version, '') as os_name,
        parsed_agents.browser || coalesce(' ' || parsed_agents.browser_version, '') as agent_name
    from event_agents
    left join parsed_agents
        on event_agents.user_agent = parsed_agents.user_agent
)

select
    user_agent,
    os,
    os_version,
    browser,
    browser_version,
    device_type,
    device,
    case when os_name is not null then {{ surrogate_id(['os_name']) }} end as os_id,
    os_name,
    case when agent_name is not null then {{ surrogate_id(['agent_name']) }} end as agent_id,
    agent_name
from agent_names
