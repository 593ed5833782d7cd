{{ config(materialized='view') }}

with
observed_events as (
    select * from {{ ref('int_observed_events_in_scope') }}
),

foreign_observed_events as (
    select * from {{ ref('int_foreign_observed_events') }}
)

select
    observed_event_id,
    learner_id as user_id,
    url_id,
    event_at as observed_event_timestamp,
    duration_seconds as observed_event_duration,
    cast(null as bigint) as observed_event_ip,
    os_id as observed_event_os,
    agent_id as observed_event_agent,
    validity,
    cast(observed_event_type_id as bigint) as observed_event_type_id,
    {{ json_object({
        'event_type': 'event_type',
        'block_id': 'block_id',
        'position_seconds': 'position_seconds',
        'old_position_seconds': 'old_position_seconds',
        'new_position_seconds': 'new_position_seconds',
        'new_speed': 'new_speed',
    }) }} as observed_event_data,
    resource_id,
    course_id,
    platform
from observed_events
union all
select
    observed_event_id,
    user_id,
    url_id,
    observed_event_timestamp,
    observed_event_duration,
    cast(null as bigint) as observed_event_ip,
    observed_event_os,
    observed_event_agent,
    validity,
    observed_event_type_id,
    {{ json_object({
        'event_type': 'event_type',
        'block_id': 'block_id',
        'position_seconds': 'position_seconds',
        'old_position_seconds': 'old_position_seconds',
        'new_position_seconds': 'new_position_seconds',
        'new_speed': 'new_speed',
    }) }} as observed_event_data,
    resource_id,
    course_id,
    'moocdb' as platform
from foreign_observed_events
