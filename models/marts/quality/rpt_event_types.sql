with
events as (
    select * from {{ ref('int_events') }}
)

select
    platform,
    event_type,
    event_source,
    coalesce(max(event_family) filter (where is_known), 'unknown') as event_family,
    max(area) as area,
    bool_and(is_known) as is_known,
    count(*) as n_events,
    count(distinct learner_id) as n_learners,
    min(event_at) filter (where time_flaw is null) as first_event_at,
    max(event_at) filter (where time_flaw is null) as last_event_at
from events
group by platform, event_type, event_source
