{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

with
events as (
    {{ missing_event_payloads("event_family = 'textbook'") }}
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'type', 'old', 'new', 'chapter', 'page', 'name', 'direction', 'amount', 'query', 'status',
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
    {{ trimmed('fields.chapter') }} as chapter,
    {{ safe_bigint('coalesce(fields.page, fields.new)', 'place') }} as page_number,
    {{ safe_bigint('fields.old', 'place') }} as old_page_number,
    coalesce(fields.type, fields.direction) as direction,
    {{ safe_double('fields.amount', 'zoom') }} as zoom,
    fields.query as search_query,
    fields.status as search_status
from parsed
