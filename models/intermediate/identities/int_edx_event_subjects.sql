{{ config(schema='private') }}

with
subject_sightings as (
    select
        subject_user_id,
        event_at
    from {{ ref('stg_edx__enrollment_events') }}
    union all
    select
        subject_user_id,
        event_at
    from {{ ref('stg_edx__grade_events') }}
    union all
    select
        subject_user_id,
        event_at
    from {{ ref('stg_edx__certificate_events') }}
    union all
    select
        subject_user_id,
        event_at
    from {{ ref('stg_edx__team_events') }}
    union all
    select
        subject_user_id,
        event_at
    from {{ ref('stg_edx__group_events') }}
    union all
    select
        subject_user_id,
        event_at
    from {{ ref('stg_edx__settings_changes') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

subjects as (
    select
        subject_user_id as user_id,
        min(event_at) as first_seen_at,
        max(event_at) as last_seen_at
    from subject_sightings
    where subject_user_id is not null
    group by subject_user_id
)

select
    subjects.user_id,
    {{ learner_id('salt.salt', 'edx', 'user_id', 'subjects.user_id') }} as learner_id,
    subjects.first_seen_at,
    subjects.last_seen_at
from subjects
cross join salt
