{#- Deeper than any tree of content (int_content_structure ends at 50). -#}
{%- set max_depth = 60 %}

with recursive
resources as (
    select * from {{ ref('int_resources') }}
),

observed_events as (
    select * from {{ ref('int_observed_events_in_scope') }}
),

direct as (
    select
        resource_id,
        min(event_at) as first_used_at
    from observed_events
    group by resource_id
),

-- Up the tree: the use of a descendant is a use of the resource. The depth limit ends a cycle.
uses as (
    select
        0 as depth,
        resources.resource_id,
        resources.parent_id,
        direct.first_used_at
    from resources
    inner join direct
        on resources.resource_id = direct.resource_id
    union all
    select
        below.depth + 1 as depth,
        resources.resource_id,
        resources.parent_id,
        below.first_used_at
    from uses as below
    inner join resources
        on below.parent_id = resources.resource_id
    where below.depth < {{ max_depth }}
)

select
    resource_id,
    min(first_used_at) as first_used_at
from uses
group by resource_id
