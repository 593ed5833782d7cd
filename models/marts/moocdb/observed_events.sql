with
observed_events as (
    select * from {{ ref('int_observed_events') }}
)

select
    observed_event_id,
    learner_id as user_id,
    url_id,
    event_at as observed_event_timestamp,
    duration_seconds as observed_event_duration,
    cast(null as bigint) as observed_event_ip,
    cast(null as bigint) as observed_event_os,
    cast(null as bigint) as observed_event_agent,
    validity,
    observed_event_type_id,
    {{ json_object({'event_type': 'event_type', 'block_id': 'block_id'}) }} as observed_event_data,
    course_id,
    platform
from observed_events
