{{ config(schema='private') }}

with
lines as (
    select * from {{ ref('stg_edx__lines') }}
),

sightings as (
    select
        user_id,
        username,
        learner_id,
        max(event_at) as last_seen_at
    from lines
    where fate = 'accepted' and user_id is not null and username is not null
    group by user_id, username, learner_id
),

counted as (
    select
        *,
        count(*) over (partition by username) as n_ids_of_name
    from sightings
),

-- A name seen with several ids is a shared account or a test: no evidence for any of them.
latest as (
    select
        *,
        row_number() over (partition by user_id order by last_seen_at desc, username asc) as recency
    from counted
    where n_ids_of_name = 1
)

select
    user_id,
    username,
    learner_id
from latest
where recency = 1
