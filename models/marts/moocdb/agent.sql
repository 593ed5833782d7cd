with
agents as (
    select * from {{ ref('int_user_agents') }}
)

select distinct
    agent_id,
    agent_name
from agents
where agent_id is not null
