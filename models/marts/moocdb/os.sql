with
agents as (
    select * from {{ ref('int_user_agents') }}
),

foreign_software as (
    select * from {{ ref('int_foreign_software') }}
)

select
    os_id,
    os_name
from agents
where os_id is not null
union
select
    software_id as os_id,
    name as os_name
from foreign_software
where kind = 'os'
