with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

profiles as (
    select * from {{ ref('int_learner_profiles') }}
),

users as (
    select distinct learner_id
    from {{ ref('int_moocdb_users') }}
),

addresses as (
    select * from {{ ref('int_learner_addresses') }}
),

foreign_users as (
    select * from {{ ref('int_foreign_users') }}
)

select
    identities.learner_id as user_id,
    identities.username as user_name,
    profiles.email as user_email,
    profiles.gender as user_gender,
    cast(cast(profiles.birth_year as string) || '-01-01' as date) as user_birthdate,
    profiles.country as user_country,
    {{ ipv4_number('addresses.ip') }} as user_ip,
    cast(null as bigint) as user_timezone_offset,
    identities.platform
from identities
inner join users
    on identities.learner_id = users.learner_id
left join profiles
    on identities.learner_id = profiles.learner_id
left join addresses
    on identities.learner_id = addresses.learner_id
union all
select
    user_id,
    user_name,
    user_email,
    gender_text as user_gender,
    user_birthdate,
    user_country,
    user_ip,
    user_timezone_offset,
    'moocdb' as platform
from foreign_users
where user_id <> {{ automatic_grader_id() }}
