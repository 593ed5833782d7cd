{{ config(schema='private') }}

with
lines as (
    select * from {{ ref('stg_edx__lines') }}
),

user_names as (
    select * from {{ ref('int_edx_user_names') }}
),

subjects as (
    select * from {{ ref('int_edx_subjects') }}
),

vote_targets as (
    select
        target_learner_id,
        target_username,
        min(event_at) as first_seen_at,
        max(event_at) as last_seen_at
    from {{ ref('int_forum_votes') }}
    where platform = 'edx' and target_learner_id is not null
    group by target_learner_id, target_username
),

senders as (
    select
        learner_id,
        username,
        min(event_at) as first_seen_at,
        max(event_at) as last_seen_at
    from lines
    where fate = 'accepted' and learner_id is not null
    group by learner_id, username
),

user_ids as (
    select
        learner_id,
        min(user_id) as platform_user_id
    from user_names
    group by learner_id
),

sightings as (
    select
        learner_id,
        username,
        cast(null as varchar) as user_id,
        first_seen_at,
        last_seen_at
    from senders
    union all
    select
        learner_id,
        username,
        user_id,
        first_seen_at,
        last_seen_at
    from subjects
    union all
    select
        target_learner_id as learner_id,
        target_username as username,
        cast(null as varchar) as user_id,
        first_seen_at,
        last_seen_at
    from vote_targets
),

learners as (
    select
        learner_id,
        max(username) as username,
        min(user_id) as user_id,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from sightings
    group by learner_id
)

select
    learners.learner_id,
    'edx' as platform,
    coalesce(user_ids.platform_user_id, learners.user_id) as platform_user_id,
    learners.username,
    learners.first_seen_at,
    learners.last_seen_at
from learners
left join user_ids
    on learners.learner_id = user_ids.learner_id
