{{ config(schema='private') }}

with
lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
    where fate = 'accepted'
),

events as (
    select * from {{ ref('stg_coursera__clickstream_events') }}
    where learner_id is not null
)

select
    events.learner_id,
    'coursera' as platform,
    cast(null as varchar) as platform_user_id,
    lines.username,
    min(events.event_at) as first_seen_at,
    max(events.event_at) as last_seen_at
from events
inner join lines
    on events.event_id = lines.event_id
group by events.learner_id, lines.username
