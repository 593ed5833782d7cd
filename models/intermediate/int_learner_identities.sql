{{ config(schema='private') }}

with
edx_identities as (
    select * from {{ ref('int_edx_identities') }}
),

coursera_identities as (
    select * from {{ ref('int_coursera_identities') }}
),

help_people as (
    select * from {{ ref('int_help_people') }}
)

select
    learner_id,
    platform,
    platform_user_id,
    username,
    first_seen_at,
    last_seen_at
from edx_identities
union all
select
    learner_id,
    platform,
    platform_user_id,
    username,
    first_seen_at,
    last_seen_at
from coursera_identities
union all
select
    learner_id,
    'quickhelper' as platform,
    platform_user_id,
    username,
    first_seen_at,
    last_seen_at
from help_people
