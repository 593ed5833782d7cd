{{ config(schema='private') }}

with
event_addresses as (
    select * from {{ ref('int_event_addresses') }}
),

events as (
    select * from {{ ref('int_events') }}
    where learner_id is not null
),

coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
    where ip is not null
),

-- An export does not say when an address was seen: one of an event takes precedence over it.
addresses as (
    select
        events.learner_id,
        event_addresses.ip,
        events.event_at,
        events.line_no,
        events.event_id
    from event_addresses
    inner join events
        on event_addresses.event_id = events.event_id
    union all
    select
        learner_id,
        ip,
        cast(null as timestamp) as event_at,
        cast(null as bigint) as line_no,
        cast(null as string) as event_id
    from coursera_learners
),

ranked as (
    select
        learner_id,
        ip,
        row_number() over (
            partition by learner_id
            order by
                event_at desc nulls last, line_no desc nulls last, event_id desc nulls last, ip desc
        ) as recency
    from addresses
)

select
    learner_id,
    ip
from ranked
where recency = 1
