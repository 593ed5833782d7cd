{{ config(materialized='view') }}

with
identities as (
    select * from {{ ref('int_learner_identities') }}
)

select
    learner_id,
    platform,
    platform_user_id,
    username,
    first_seen_at,
    last_seen_at
from identities
