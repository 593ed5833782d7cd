{{ config(
    enabled=var('with_coursera'),
    schema='private',
    materialized='incremental',
    pre_hook="{{ delete_outdated(undone_loads(source('raw', 'coursera_clickstream_lines'))) }}",
) }}

with
lines as (
    select * from {{ source('raw', 'coursera_clickstream_lines') }}
    {% if is_incremental() %}
        where {{ is_in_new_load() }}
    {% endif %}
),

objects as (
    {{ lines_as_objects('lines') }}
),

parsed as (
    select
        *,
        {{ json_fields('json', [
            'key', 'value', 'username', 'timestamp', 'page_url', 'session', 'language', 'from',
            'user_ip', 'user_agent', 'user-agent', '12',
        ]) }} as envelope
    from objects
),

-- A key may itself be a JSON document: then the key inside it counts.
keyed as (
    select
        *,
        {{ epoch_ms_timestamp('envelope.timestamp') }} as event_at,
        case
            when left(envelope.key, 1) = '{' and {{ is_json('envelope.key') }}
                then {{ json_fields('envelope.key', ['key', 'value']) }}
        end as inner_envelope
    from parsed
),

fields_of_line as (
    select
        load_id,
        file_id,
        line_no,
        line,
        flaw,
        course as course_id,
        event_at,
        nullif({{ trimmed('envelope.username') }}, 'None') as username,
        {{ trimmed('coalesce(inner_envelope.key, envelope.key)') }} as key, -- noqa
        coalesce(inner_envelope.value, envelope.value) as value, -- noqa
        -- Later dumps have the address of a page as its value.
        coalesce(
            {{ trimmed('envelope.page_url') }},
            {{ matched(
                'coalesce(inner_envelope.value, envelope.value)',
                '^\\s*(https?://class[.]coursera[.]org/\\S+)\\s*$',
                1
            ) }}
        ) as page_url,
        {{ trimmed('envelope.from') }} as referer,
        {{ trimmed('envelope.user_ip') }} as ip,
        {{ trimmed('envelope.session') }} as session_key,
        coalesce(
            {{ trimmed('envelope.user_agent') }},
            {{ trimmed('envelope.' ~ quoted_name('user-agent')) }}
        ) as user_agent,
        {{ trimmed('envelope.language') }} as accept_language,
        {{ matched('envelope.' ~ quoted_name('12'), 'width[^0-9]+([0-9]+)', 1) }} || 'x'
        || {{ matched('envelope.' ~ quoted_name('12'), 'height[^0-9]+([0-9]+)', 1) }}
            as screen_resolution
    from keyed
),

-- The id of an event is made from its fields, that of any other line from its text.
identified as (
    select
        *,
        case
            when event_at is null then md5(course_id || '/' || line)
            else
                md5({{ json_object({
                    'course': 'course_id', 'username': 'username', 'at': 'event_at', 'key': 'key',
                    'value': 'value', 'page': 'page_url', 'session': 'session_key',
                }) }})
        end as event_id
    from fields_of_line
),

numbered as (
    select
        *,
        row_number() over (partition by event_id order by load_id, file_id, line_no) > 1
        {% if is_incremental() %}
            or event_id in (select earlier.event_id from {{ held_rows() }} as earlier)
        {% endif %} as is_later_copy
    from identified
)

select
    load_id,
    file_id,
    line_no,
    event_id,
    case
        when flaw is not null then flaw
        when event_at is null then 'no_time'
        when is_later_copy then 'duplicate'
        else 'accepted'
    end as fate,
    course_id,
    event_at,
    username,
    key,
    value,
    page_url,
    referer,
    ip,
    session_key,
    user_agent,
    accept_language,
    screen_resolution
from numbered
