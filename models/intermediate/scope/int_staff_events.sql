{{ config(schema='private') }}

with
team_events as (
    select * from {{ ref('stg_edx__course_team_events') }}
),

studio_hosts as (
    select * from {{ ref('int_studio_hosts') }}
),

learner_names as (
    select * from {{ ref('int_edx_learner_names') }}
),

identities as (
    select
        learner_id,
        platform_user_id
    from {{ ref('int_learner_identities') }}
    where platform = 'edx'
),

-- The person named as acting (the sender of a task may be empty), else the sender. An acting id
-- that no identity has is the sender's own if the context of the event holds it, too.
acts as (
    select
        team_events.*,
        identities.*
    from team_events
    inner join identities
        on team_events.acting_user_id = identities.platform_user_id
    union all
    select
        team_events.*,
        identities.*
    from team_events
    inner join identities
        on team_events.sender_learner_id = identities.learner_id
    left join identities as actors
        on team_events.acting_user_id = actors.platform_user_id
    where
        team_events.acting_user_id is null
        or (
            team_events.acting_user_id = team_events.sender_user_id
            and identities.platform_user_id is null
            and actors.learner_id is null
        )
),

classified as (
    select
        acts.*,
        studio_hosts.host is not null as is_studio_host,
        case
            when acts.subject is null then null
            when acts.subject = acts.platform_user_id or learner_names.username is not null
                then false
            when acts.platform_user_id is null and {{ safe_id('acts.subject') }} is not null
                -- Only the context shows the sender's id: another one is surely not the sender's.
                then case when acts.subject <> acts.sender_user_id then true end
            else true
        end as is_about_another
    from acts
    left join studio_hosts
        on acts.host = studio_hosts.host
    left join learner_names
        on acts.learner_id = learner_names.learner_id and acts.subject = learner_names.username
)

select
    event_id,
    event_at,
    learner_id,
    course_id,
    event_type,
    replace(staff_evidence, ' host', '') as reason
from classified
where
    case staff_evidence
        when 'Studio host' then is_studio_host
        when 'Studio' then is_studio_host or course_id is not null
        when 'action on a learner' then course_id is not null and is_about_another
        else course_id is not null and coalesce(is_about_another, true)
    end
