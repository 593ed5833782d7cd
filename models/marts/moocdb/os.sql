with
agents as (
    select * from {{ ref('int_user_agents') }}
)

select distinct
    os_id,
    os_name
from agents
where os_id is not null
