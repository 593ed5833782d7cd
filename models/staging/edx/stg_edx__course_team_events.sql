{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads('true') }}
),

event_types as (
    select * from {{ ref('stg_edx__event_types') }}
    where staff_evidence is not null
),

-- Only the source that logs the event type counts, because a browser can send any event.
team_events as (
    select
        events.*,
        event_types.staff_evidence
    from events
    inner join event_types
        on
            events.raw_event_type is not distinct from event_types.raw_event_type
            and events.raw_event_name is not distinct from event_types.raw_event_name
    where
        case when events.event_source in ('browser', 'mobile') then 'browser' else 'server' end
        = event_types.evidence_source
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'student', 'user_id', 'allowance_user_id', 'attempt_user_id', 'instructor_id',
        ]) }} as fields
    from team_events
)

select
    event_id,
    event_version,
    event_at,
    learner_id as sender_learner_id,
    logged_user_id as sender_user_id,
    course_id,
    event_type,
    lower(host) as host,
    staff_evidence,
    coalesce(
        {{ trimmed('fields.student') }}, {{ trimmed('fields.user_id') }},
        {{ trimmed('fields.allowance_user_id') }}, {{ trimmed('fields.attempt_user_id') }}
    ) as subject,
    cast({{ safe_id('fields.instructor_id') }} as string) as acting_user_id
from parsed
