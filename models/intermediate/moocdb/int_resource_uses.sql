with recursive
resources as (
    select * from {{ ref('int_resources') }}
),

observed_events as (
    select * from {{ ref('int_observed_events') }}
),

direct as (
    select
        resource_id,
        min(event_at) as first_used_at
    from observed_events
    group by resource_id
),

-- Up the tree: what is used below a resource is a use of it. `union` drops rows that come again.
uses as (
    select
        resources.resource_id,
        resources.parent_id,
        direct.first_used_at
    from resources
    inner join direct
        on resources.resource_id = direct.resource_id
    union
    select
        resources.resource_id,
        resources.parent_id,
        below.first_used_at
    from uses as below
    inner join resources
        on below.parent_id = resources.resource_id
)

select
    resource_id,
    min(first_used_at) as first_used_at
from uses
group by resource_id
