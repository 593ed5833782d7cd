{{ config(schema='private') }}

with
registrations as (
    select * from {{ ref('stg_edx__registrations') }}
),

learner_names as (
    select * from {{ ref('int_edx_learner_names') }}
    where username is not null
),

-- The account was made at the end of the request, so its first sign is later than the form. A form
-- sent when the name had its account already failed, or was sent by somebody else.
candidates as (
    select
        registrations.*,
        learner_names.learner_id,
        row_number() over (
            partition by registrations.event_id
            order by learner_names.first_seen_at asc nulls last, learner_names.learner_id asc
        ) as nearness
    from registrations
    inner join learner_names
        on
            registrations.username = learner_names.username
            and coalesce(
                registrations.event_at <= learner_names.first_seen_at + interval 1 minute, true
            )
),

ranked as (
    select
        *,
        row_number() over (partition by learner_id order by event_at desc, event_id desc) as recency
    from candidates
    where nearness = 1
)

select
    learner_id,
    event_at as registered_at,
    email,
    full_name,
    gender,
    birth_year,
    education_code,
    country,
    goals
from ranked
where recency = 1
