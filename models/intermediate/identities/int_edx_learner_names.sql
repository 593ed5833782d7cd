{{ config(schema='private') }}

with
events as (
    select * from {{ ref('stg_edx__events') }}
    where learner_id is not null
),

user_names as (
    select * from {{ ref('stg_edx__user_names') }}
),

forum_votes as (
    select * from {{ ref('int_forum_votes') }}
    where platform = 'edx' and target_learner_id is not null
),

sightings as (
    select
        learner_id,
        username,
        user_id,
        event_at as first_seen_at,
        event_at as last_seen_at
    from events
    union all
    select
        learner_id,
        username,
        user_id,
        first_seen_at,
        last_seen_at
    from user_names
    union all
    select
        target_learner_id as learner_id,
        target_username as username,
        cast(null as string) as user_id,
        event_at as first_seen_at,
        event_at as last_seen_at
    from forum_votes
)

select
    learner_id,
    username,
    max(user_id) as user_id,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
from sightings
group by learner_id, username
