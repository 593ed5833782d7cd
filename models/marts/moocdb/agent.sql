with
agents as (
    select * from {{ ref('int_user_agents') }}
),

foreign_software as (
    select * from {{ ref('int_foreign_software') }}
)

select
    agent_id,
    agent_name
from agents
where agent_id is not null
union
select
    software_id as agent_id,
    name as agent_name
from foreign_software
where kind = 'agent'
