with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

users as (
    select distinct learner_id
    from {{ ref('int_moocdb_users') }}
),

addresses as (
    select * from {{ ref('int_learner_addresses') }}
)

select
    identities.learner_id as user_id,
    identities.username as user_name,
    cast(null as string) as user_email,
    cast(null as string) as user_gender,
    cast(null as date) as user_birthdate,
    cast(null as string) as user_country,
    {{ ipv4_number('addresses.ip') }} as user_ip,
    cast(null as bigint) as user_timezone_offset,
    identities.platform
from identities
inner join users
    on identities.learner_id = users.learner_id
left join addresses
    on identities.learner_id = addresses.learner_id
