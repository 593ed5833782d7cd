{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}",
) }}

{%- set names = [
    'username', 'email', 'name', 'year_of_birth', 'gender', 'level_of_education', 'country', 'goals',
] %}

with
events as (
    {{ missing_event_payloads(
        "event_type = 'account_created' and raw_event_type like '/%' and payload is not null"
    ) }}
),

parsed as (
    select
        *,
        {{ json_fields(
            "case when payload_shape = 'object' then payload end", names + [{'POST': names}]
        ) }} as fields,
        case when payload_shape in ('cut', 'query') then {{ json_unquoted('payload') }} end
            as form_text
    from events
)

select
    event_id,
    event_version,
    load_id,
    {% for name in names -%}
        {{ edx_form_field(name) }} as {{ name }},
    {% endfor -%}
    event_at
from parsed
