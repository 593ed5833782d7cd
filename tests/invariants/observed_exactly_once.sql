-- Every event that MOOCdb observes, of a learner whom the marts count, is one observed event.
with
events as (
    select event_id from {{ ref('int_learner_events_in_scope') }}
    where observed_as is not null
),

observed as (
    select event_id from {{ ref('int_observed_events_in_scope') }}
)

select events.event_id
from events
full outer join observed
    on events.event_id = observed.event_id
where events.event_id is null or observed.event_id is null
