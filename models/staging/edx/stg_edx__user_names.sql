{{ config(materialized='table') }}

with
records as (
    select * from {{ ref('stg_edx__records') }}
    where username is not null and user_id is not null and is_own_act
),

accounts as (
    select * from {{ ref('stg_edx_package__accounts') }}
    where username is not null
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

-- An enrollment or a grade names its user, who may be another than the sender: such an event shows
-- the sender's id only if both agree, and the request is not one of the course team.
named_users as (
    select
        username,
        user_id,
        event_at,
        {{ edx_user_id(json_fields('payload', ['user_id']) ~ '.user_id') }} as named_user_id
    from records
    where
        sender_user_id is null
        and payload_shape = 'object'
        and coalesce(request_path, '') not like '%/instructor%'
),

sightings as (
    select
        username,
        user_id,
        event_at,
        true as is_own
    from records
    where sender_user_id is not null
    union all
    select
        username,
        user_id,
        event_at,
        false as is_own
    from named_users
    where named_user_id = user_id
    union all
    select
        username,
        user_id,
        joined_at as event_at,
        true as is_own
    from accounts
    union all
    select
        username,
        user_id,
        last_login_at as event_at,
        true as is_own
    from accounts
),

pairs as (
    select
        username,
        user_id,
        bool_or(is_own) as is_own,
        min(event_at) as first_seen_at,
        max(event_at) as last_seen_at
    from sightings
    group by username, user_id
),

-- Weak evidence is a fallback where neither the name nor the id has other evidence.
ranked as (
    select
        *,
        bool_or(is_own) over (partition by username)
        or bool_or(is_own) over (partition by user_id) as has_better
    from pairs
),

evidence as (
    select
        *,
        count(*) over (partition by username) as n_ids,
        max(last_seen_at) over (
            partition by username
            order by first_seen_at nulls last, user_id
            rows between unbounded preceding and 1 preceding
        ) as earlier_ids_until,
        lead(first_seen_at) over (
            partition by username order by first_seen_at nulls last, user_id
        ) as next_id_from
    from ranked
    where is_own or not has_better
)

-- A name that passed from one account to another belongs to each in its own period. A name of
-- several accounts at the same time is ambiguous and belongs to none.
select
    evidence.username,
    evidence.user_id,
    {{ learner_id('salt.salt', 'edx', 'user_id', 'evidence.user_id') }} as learner_id,
    evidence.first_seen_at,
    evidence.last_seen_at,
    case when evidence.n_ids > 1 then evidence.first_seen_at end as valid_from,
    case when evidence.n_ids > 1 then evidence.last_seen_at end as valid_until
from evidence
cross join salt
where
    evidence.n_ids = 1
    or (
        evidence.is_own
        and evidence.first_seen_at is not null
        and coalesce(evidence.first_seen_at > evidence.earlier_ids_until, true)
        and coalesce(evidence.last_seen_at < evidence.next_id_from, true)
    )
