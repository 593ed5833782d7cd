{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads(
        "event_type = 'settings_changed' and payload_shape = 'object'
        and coalesce(event_source, 'server') not in ('browser', 'mobile')"
    ) }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', ['user_id', 'setting', 'new']) }} as fields
    from events
)

select
    event_id,
    event_version,
    load_id,
    event_at,
    line_no,
    learner_id as sender_learner_id,
    {{ edx_user_id('fields.user_id') }} as subject_user_id,
    {{ trimmed('fields.setting') }} as setting,
    {{ trimmed('fields.new') }} as new_value
from parsed
where {{ trimmed('fields.setting') }} is not null
