{#- The fields of a tracking log line that staging reads, in one parse. `timestamp` and `data` are
    the internal envelope's names for `time` and `event`; there the user and the request are in
    `context`. Usage: {{ json_fields('json', edx_envelope()) }} as envelope -#}
{% macro edx_envelope() -%}
    {%- set request = [
        'username', 'event_source', 'session', 'ip', 'agent', 'host', 'page', 'referer',
        'accept_language',
    ] -%}
    {{ return(request + [
        'event_type', 'name', 'time', 'timestamp', 'event', 'data',
        {'context': request + [
            'course_id', 'path', 'user_id', 'command', 'received_at',
            'course_user_tags',
            {'module': ['usage_key', 'original_usage_key', 'display_name']},
            {'client': ['device']},
            {'asides': [{'tagging_aside': ['saved_tags']}]},
        ]},
    ]) }}
{%- endmacro %}


{#- A request field of the envelope: from the top of the line, else (internal envelope) from its
    context. Usage: {{ edx_request_field('agent') }} -#}
{% macro edx_request_field(name) -%}
    coalesce(envelope.{{ name }}, envelope.context.{{ name }})
{%- endmacro %}


{#- A field of the envelope that is a word, trimmed; null where an object or a list is there instead, which
    may hold names of people. Usage: {{ edx_word('envelope.event_type') }} as raw_event_type -#}
{% macro edx_word(text) -%}
    case when left({{ trimmed(text) }}, 1) not in ('{', '[') then {{ trimmed(text) }} end
{%- endmacro %}


{#- An id that a page or an app sends, trimmed; null for an object, a list and a word for no value (`undefined`),
    which are ids of nothing. Usage: {{ edx_sent_id('fields.id') }} as logged_id -#}
{% macro edx_sent_id(text) -%}
    case
        when lower({{ trimmed(text) }}) not in {{ words_of_no_value() }} then {{ moocdb.edx_word(text) }}
    end
{%- endmacro %}
