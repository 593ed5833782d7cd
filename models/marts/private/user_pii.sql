with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

users as (
    select distinct learner_id
    from {{ ref('int_moocdb_users') }}
),

events as (
    select * from {{ ref('int_events') }}
    where learner_id is not null
),

addresses as (
    select
        events.learner_id,
        event_addresses.ip,
        row_number() over (
            partition by events.learner_id
            order by events.event_at desc, events.line_no desc, events.event_id desc
        ) as recency
    from {{ ref('int_event_addresses') }} as event_addresses
    inner join events
        on event_addresses.event_id = events.event_id
)

select
    identities.learner_id as user_id,
    identities.username as user_name,
    cast(null as varchar) as user_email,
    cast(null as varchar) as user_gender,
    cast(null as date) as user_birthdate,
    cast(null as varchar) as user_country,
    {{ ipv4_number('addresses.ip') }} as user_ip,
    cast(null as bigint) as user_timezone_offset,
    identities.platform
from identities
inner join users
    on identities.learner_id = users.learner_id
left join addresses
    on identities.learner_id = addresses.learner_id and addresses.recency = 1
