{{ config(schema='private') }}

with
identities as (
    select * from {{ ref('int_learner_identities') }}
    where username is not null and platform <> 'edx'
),

edx_names as (
    select * from {{ ref('int_edx_learner_names') }}
),

names as (
    select
        'edx' as platform,
        username,
        learner_id,
        last_seen_at
    from edx_names
    union all
    select
        platform,
        username,
        learner_id,
        last_seen_at
    from identities
),

ranked as (
    select
        *,
        row_number() over (
            partition by platform, username
            order by last_seen_at desc nulls last, learner_id asc
        ) as recency
    from names
)

select
    platform,
    username,
    learner_id
from ranked
where recency = 1
