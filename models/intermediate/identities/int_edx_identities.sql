{{ config(schema='private') }}

with
learner_names as (
    select * from {{ ref('int_edx_learner_names') }}
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

people as (
    select * from {{ ref('stg_edx_package__people') }}
),

sightings as (
    select * from learner_names
    union all
    select
        learner_id,
        cast(null as string) as username,
        user_id,
        first_seen_at,
        last_seen_at
    from event_subjects
    union all
    select
        learner_id,
        cast(null as string) as username,
        user_id,
        cast(null as timestamp) as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from people
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id
            order by username is null asc, last_seen_at desc nulls last, username asc
        ) as name_recency
    from sightings
)

select
    learner_id,
    'edx' as platform,
    max(user_id) as platform_user_id,
    max(username) filter (where name_recency = 1) as username,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
from ranked
group by learner_id
