{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family = 'poll'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'url_name', 'choice', 'choices',
        ]) }} as fields
    from events
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    coalesce(module_original_usage_key, module_usage_key) as block_id,
    {{ trimmed('fields.url_name') }} as poll_name,
    fields.choice,
    fields.choices
from parsed
