-- The incremental stg_edx__events equals the records that it is made from. A row is an event that
-- is missing, outdated or gone.
with
records as (
    select
        event_id,
        event_version
    from {{ ref('stg_edx__resolved_records') }}
),

events as (
    select
        event_id,
        event_version
    from {{ ref('stg_edx__events') }}
)

select
    records.event_id as current_event_id,
    events.event_id as built_event_id
from records
full outer join events
    on records.event_id = events.event_id and records.event_version = events.event_version
where records.event_id is null or events.event_id is null
