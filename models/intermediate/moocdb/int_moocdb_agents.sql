with
user_agents as (
    select * from {{ ref('int_user_agents') }}
),

named as (
    select
        user_agent,
        os || coalesce(' ' || os_version, '') as os_name,
        browser || coalesce(' ' || browser_version, '') as agent_name
    from user_agents
)

select
    user_agent,
    case when os_name is not null then {{ surrogate_id(['os_name']) }} end as os_id,
    os_name,
    case when agent_name is not null then {{ surrogate_id(['agent_name']) }} end as agent_id,
    agent_name
from named
