{{ config(schema='private', materialized='view') }}

with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

coursera_ids as (
    select * from {{ ref('stg_coursera__learner_ids') }}
)

select
    platform,
    learner_id,
    cast(null as varchar) as course_id,
    'username' as id_kind,
    username as id
from identities
where username is not null
union all
select
    platform,
    learner_id,
    null as course_id,
    'platform_user_id' as id_kind,
    platform_user_id as id
from identities
where platform_user_id is not null
union all
select
    'coursera' as platform,
    learner_id,
    course_id,
    id_kind,
    id
from coursera_ids
