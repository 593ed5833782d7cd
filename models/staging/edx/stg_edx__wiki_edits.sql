{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_type = 'page_wiki'") }}
)

select
    event_id,
    event_version,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_source,
    {{ matched('raw_event_type', '/wiki/(.*?)/?_(?:edit|create)/?$', 1) }} as article
from events
where
    {{ is_match('raw_event_type', '/_(?:edit|create)/?$') }}
    -- A form that was sent: opening it is a request without POST fields. The text may be cut off.
    and {{ is_match('payload', 'POST[^:]{1,2}: *[{] *[^ }]') }}
