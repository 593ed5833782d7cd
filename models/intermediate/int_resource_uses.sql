with
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

-- The tree has at most eight levels: what is used below a resource is a use of it.
level_1 as (
    select
        resources.resource_id,
        resources.parent_id,
        direct.first_used_at
    from resources
    inner join direct
        on resources.resource_id = direct.resource_id
),

{%- for level in [2, 3, 4, 5, 6, 7, 8] %}

    level_{{ level }} as (
        select
            resources.resource_id,
            resources.parent_id,
            below.first_used_at
        from level_{{ level - 1 }} as below
        inner join resources
            on below.parent_id = resources.resource_id
    ),

{%- endfor %}

uses as (
    select * from level_1
    {%- for level in [2, 3, 4, 5, 6, 7, 8] %}
        union all
        select * from level_{{ level }}
    {%- endfor %}
)

select
    resource_id,
    min(first_used_at) as first_used_at
from uses
group by resource_id
