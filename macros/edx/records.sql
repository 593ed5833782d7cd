{#- The CTEs that parse texts of tracking log events once, the last of them named `records`: place,
    fate and fields of each text. `relation` has the columns load_id, file_id, line_no, record_no, line
    and line_had_bad_bytes; a CTE `salt` holds the pseudonym salt. Copies of an event are found later,
    by event_id. Usage: with salt as (...), lines as (...), {{ edx_record_ctes('lines') }}
    select * from records -#}
{% macro edx_record_ctes(relation) -%}
objects as (
    {{ lines_as_objects(relation) }}
),

parsed as (
    select
        *,
        {{ json_fields('json', edx_envelope()) }} as envelope
    from objects
),

mapped as (
    select
        *,
        {{ edx_word('envelope.event_type') }} as raw_event_type,
        {{ edx_word('envelope.name') }} as raw_event_name,
        case
            when envelope.time is not null then envelope.time
            when envelope.name is not null then envelope.timestamp
        end as time_text,
        {{ edx_unwrapped('coalesce(envelope.event, envelope.data)') }} as logged_payload,
        {{ edx_course_key('envelope.context.course_id') }} as context_course_key,
        case
            when envelope.context.command is null then {{ trimmed(edx_request_field('username')) }}
        end as username,
        {{ edx_user_id('envelope.context.user_id') }} as user_id,
        {{ trimmed(edx_request_field('ip')) }} as ip,
        {{ edx_word(edx_request_field('event_source')) }} as event_source,
        {{ trimmed(edx_request_field('session')) }} as session_key,
        {{ trimmed(edx_request_field('agent')) }} as user_agent
    from parsed
),

repaired as (
    select
        *,
        {{ with_whole_characters('logged_payload') }} as payload_text
    from mapped
),

-- An event that names a user in its payload may be about somebody else, and so may a task's.
typed as (
    select
        *,
        {{ safe_timestamp('time_text') }} as event_at,
        {{ edx_payload_shape('payload_text') }} as payload_shape,
        coalesce(event_source, '') <> 'task' and envelope.context.command is null as is_own_act,
        coalesce(contains(payload_text, '"user_id"'), false) as names_user,
        {{ edx_course_id(
            'context_course_key',
            [
                'envelope.context.path', 'envelope.event_type', edx_request_field('page'),
                edx_request_field('referer'),
            ],
            'payload_text'
        ) }} as course_id
    from repaired
),

identified as (
    select
        *,
        case
            when username is not null and is_own_act and not names_user then user_id
        end as sender_user_id,
        case
            when flaw is not null then md5(line)
            else {{ edx_event_id() }}
        end as event_id
    from typed
),

records as (
    select
        identified.load_id,
        identified.file_id,
        identified.line_no,
        identified.record_no,
        identified.event_id,
        case
            when identified.flaw is not null then identified.flaw
            when coalesce(identified.raw_event_type, identified.raw_event_name) is null
                then 'no_event_type'
            when identified.event_at is null then 'no_time'
            else 'accepted'
        end as fate,
        identified.line_had_bad_bytes or identified.is_repaired
        or coalesce(identified.payload_text <> identified.logged_payload, false)
            as has_replaced_characters,
        identified.event_at,
        {{ safe_timestamp('envelope.context.received_at') }} as received_at,

        -- who
        coalesce(
            {{ learner_id('salt.salt', 'edx', 'user_id', 'identified.sender_user_id') }},
            {{ learner_id('salt.salt', 'edx', 'username', 'identified.username') }}
        ) as learner_id,
        identified.username,
        identified.user_id,
        identified.sender_user_id,
        identified.is_own_act,
        identified.ip,

        -- what
        identified.raw_event_type,
        identified.raw_event_name,
        identified.event_source,
        case
            when identified.payload_shape in ('object', 'array') then identified.payload_text
            when identified.payload_shape is not null
                then {{ json_quoted('identified.payload_text') }}
        end as payload,
        identified.payload_shape,

        -- where
        identified.course_id,
        {{ trimmed('envelope.context.path') }} as request_path,
        {{ trimmed(edx_request_field('page')) }} as page,
        {{ trimmed(edx_request_field('referer')) }} as referer,
        {{ trimmed(edx_request_field('host')) }} as host,
        envelope.context.module.usage_key as module_usage_key,
        envelope.context.module.original_usage_key as module_original_usage_key,
        envelope.context.module.display_name as module_display_name,
        envelope.context.asides.tagging_aside.saved_tags,
        envelope.context.course_user_tags,

        -- with
        identified.session_key,
        identified.user_agent,
        {{ trimmed(edx_request_field('accept_language')) }} as accept_language
    from identified
    cross join salt
)
{%- endmacro %}


{#- The identity of an event, as its id: who, when to the microsecond, what, where and with which payload, not
    the bytes of its line, so that the same event shipped twice has one id. Two events of one user that
    agree in all of these are one event. Do not change it: every event_id would change.
    Usage: {{ edx_event_id() }} as event_id, on the columns of the CTE `typed` -#}
{% macro edx_event_id() -%}
    {%- set parts = [
        'username', "coalesce(user_id, case when username is null then ip || ' ' || user_agent end)",
        'cast(event_at as string)', 'coalesce(raw_event_type, raw_event_name)', 'event_source',
        'course_id', 'session_key',
    ] -%}
    md5(concat_ws(
        chr(31),
        {%- for part in parts %}
        coalesce({{ part }}, chr(30)),
        {%- endfor %}
        coalesce(
            case
                when payload_shape in ('object', 'array') then {{ json_fingerprint('payload_text') }}
                else payload_text
            end,
            chr(30)
        )
    ))
{%- endmacro %}


{#- A platform's user id: a positive whole number, which some shippers write as 901.0; null for anything
    else, since a placeholder would make one learner of all who have it.
    Usage: {{ edx_user_id('envelope.context.user_id') }} as user_id -#}
{% macro edx_user_id(text) -%}
    {{ matched(text, '^\\s*([1-9][0-9]{0,18})(?:[.]0+)?\\s*$', 1) }}
{%- endmacro %}


{#- True where an account had a user name at a time, for a join with `stg_edx__user_names`.
    Usage: on {{ edx_account_has_name('user_names', 'events.target_username', 'events.event_at') }} -#}
{% macro edx_account_has_name(user_names, username, at) -%}
    {{ user_names }}.username = {{ username }}
    and coalesce({{ at }} >= {{ user_names }}.valid_from, true)
    and coalesce({{ at }} <= {{ user_names }}.valid_until, true)
{%- endmacro %}


{#- The user id by which a payload names its subject: a number as above, else the text as it is, for logs with
    pseudonyms have texts; null for what `edx_sent_id` takes for no id.
    Usage: {{ edx_subject_user_id('fields.user_id') }} as subject_user_id -#}
{% macro edx_subject_user_id(text) -%}
    coalesce({{ moocdb.edx_user_id(text) }}, {{ moocdb.edx_sent_id(text) }})
{%- endmacro %}
