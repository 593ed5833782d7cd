{{ config(schema='private', materialized='view') }}

with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

edx_names as (
    select * from {{ ref('int_edx_learner_names') }}
),

coursera_ids as (
    select * from {{ of_coursera('stg_coursera__learner_ids') }}
),

package_ids as (
    select * from {{ ref('stg_edx_package__learner_ids') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

-- The id that a learner of edX had while the logs did not show which account has the name.
ids_by_name as (
    select
        edx_names.learner_id,
        {{ learner_id('salt.salt', 'edx', 'username', 'edx_names.username') }} as id_by_name
    from edx_names
    cross join salt
)

select
    platform,
    learner_id,
    cast(null as string) as course_id,
    'username' as id_kind,
    username as id
from identities
where username is not null and platform <> 'edx'
union all
select
    'edx' as platform,
    learner_id,
    null as course_id,
    'username' as id_kind,
    username as id
from edx_names
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
    'edx' as platform,
    learner_id,
    null as course_id,
    'learner_id_by_name' as id_kind,
    cast(id_by_name as string) as id
from ids_by_name
where id_by_name <> learner_id
union all
select
    'coursera' as platform,
    learner_id,
    course_id,
    id_kind,
    id
from coursera_ids
union all
select
    'edx' as platform,
    learner_id,
    course_id,
    id_kind,
    id
from package_ids
