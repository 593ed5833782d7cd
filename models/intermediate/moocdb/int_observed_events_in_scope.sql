{{ config(materialized='view') }}

with
observed_events as (
    select * from {{ ref('int_observed_events') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

agents as (
    select * from {{ ref('int_user_agents') }}
),

-- MOOCdb's core tables give two names twice; the later number is the one in use.
observed_event_types as (
    select
        observed_event_type_name,
        max(observed_event_type_id) as observed_event_type_id
    from {{ ref('moocdb_observed_event_types') }}
    group by observed_event_type_name
)

select
    observed_events.*,
    observed_event_types.observed_event_type_id,
    agents.os_id,
    agents.agent_id
from observed_events
inner join observed_event_types
    on observed_events.observed_event_type_name = observed_event_types.observed_event_type_name
left join agents
    on observed_events.user_agent = agents.user_agent
{{ join_scope('observed_events') }}
where {{ is_in_scope('observed_events', 'observed_events.event_at') }}
