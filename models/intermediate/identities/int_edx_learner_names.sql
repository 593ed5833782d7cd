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

accounts as (
    select * from {{ ref('stg_edx_package__accounts') }}
    where username is not null
),

people as (
    select * from {{ ref('stg_edx_package__people') }}
),

-- Authors whose accounts are not in the data package are known by name alone.
forum_posts as (
    select * from {{ ref('stg_edx_package__forum_posts') }}
    where user_id is null and learner_id is not null
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
    union all
    select
        people.learner_id,
        accounts.username,
        accounts.user_id,
        accounts.joined_at as first_seen_at,
        accounts.last_login_at as last_seen_at
    from accounts
    inner join people
        on accounts.user_id = people.user_id
    union all
    select
        learner_id,
        username,
        user_id,
        cast(null as timestamp) as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from forum_posts
)

select
    learner_id,
    username,
    max(user_id) as user_id,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
from sightings
group by learner_id, username
