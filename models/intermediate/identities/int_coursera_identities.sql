{{ config(enabled=var('with_coursera'), schema='private') }}

with
lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
    where fate = 'accepted'
),

clickstream_events as (
    select * from {{ ref('stg_coursera__clickstream_events') }}
    where learner_id is not null
),

learners as (
    select * from {{ ref('stg_coursera__learners') }}
),

export_events as (
    select * from {{ ref('int_coursera_export_events') }}
    where learner_id is not null
),

sightings as (
    select
        clickstream_events.learner_id,
        lines.username,
        false as is_of_session,
        clickstream_events.event_at as seen_at
    from clickstream_events
    inner join lines
        on clickstream_events.event_id = lines.event_id
    union all
    select
        learner_id,
        session_user_id as username,
        true as is_of_session,
        registered_at as seen_at
    from learners
    union all
    select
        learner_id,
        cast(null as string) as username,
        false as is_of_session,
        event_at as seen_at
    from export_events
),

user_ids as (
    select
        learner_id,
        cast(min(user_id) as string) as platform_user_id
    from learners
    group by learner_id
)

select
    sightings.learner_id,
    'coursera' as platform,
    user_ids.platform_user_id,
    coalesce(
        max(sightings.username) filter (where sightings.is_of_session), max(sightings.username)
    ) as username,
    min(sightings.seen_at) as first_seen_at,
    max(sightings.seen_at) as last_seen_at
from sightings
left join user_ids
    on sightings.learner_id = user_ids.learner_id
group by sightings.learner_id, user_ids.platform_user_id
