{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_type in ('team_learner_added', 'team_learner_removed')") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', ['team_id', 'user_id']) }} as fields
    from events
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    course_id,
    event_type,
    {{ trimmed('fields.team_id') }} as team_id,
    {{ edx_subject_user_id('fields.user_id') }} as subject_user_id
from parsed
