{#- One field of a form that a browser posted, as the log has it, or null. It reads the columns `fields`
    (the payload's own fields and those of `POST`, each a text or a list of one), `form_text` (the
    payload where it is no JSON object) and `payload_shape`, which says whether the form is a query
    string or JSON that the platform cut off; a value that was cut is no value.
    Usage: {{ edx_form_field('username') }} as username -#}
{% macro edx_form_field(name) -%}
    {%- set value = 'coalesce(fields.POST.' ~ name ~ ', fields.' ~ name ~ ')' -%}
    {%- set cut_value = matched(
        'form_text', '"' ~ name ~ '"\\s*:\\s*\\[?\\s*"((?:[^"\\\\]|\\\\.)+)"', 1
    ) -%}
    {{ trimmed(
        "case
            when payload_shape = 'object' and " ~ value ~ " like '[%'
                then " ~ json_joined(well_formed(value), ',') ~ "
            when payload_shape = 'object' then " ~ value ~ "
            when payload_shape = 'cut'
                then " ~ json_unquoted(well_formed("'\"' || " ~ cut_value ~ " || '\"'")) ~ "
            when payload_shape = 'query'
                then " ~ url_decoded(
                    "replace(" ~ matched('form_text', '(?:^|&)' ~ name ~ '=([^&]*)', 1)
                    ~ ", '+', ' ')"
                ) ~ "
        end"
    ) }}
{%- endmacro %}


{#- The payload of a request with `********` for every password, whatever its shape: JSON whose values
    are texts or lists, whole or cut off, or a query string. JSON within a text of JSON is left out as a
    whole. Payloads of other events are as they were: what a learner wrote may hold the word.
    Usage: {{ edx_without_passwords('payload_text', 'raw_event_type') }} -#}
{% macro edx_without_passwords(payload, event_type) -%}
    {%- set key = '(?i)("[^"\\\\]*passw(?:or)?d[^"\\\\]*"\\s*:\\s*)' -%}
    {%- set quoted = '"(?:[^"\\\\]|\\\\.)*(?:"|\\\\?$)' -%}
    {%- set ns = namespace(sql=payload) -%}
    {%- for pattern, replacement in [
        (key ~ '\\[(?:\\s*(?:' ~ quoted ~ '|[^"\\s\\[\\]{},]+)\\s*,?)*\\s*(?:\\]|$)', '\\1["********"]'),
        (key ~ quoted, '\\1"********"'),
        (key ~ '[^"\\s\\[{,}\\]][^,}\\]]*', '\\1"********"'),
        ('(?i)((?:^|[?&])[^=&]*passw(?:or)?d[^=&]*=)[^&]*', '\\1********'),
    ] -%}
        {%- set ns.sql = replaced(ns.sql, pattern, replacement) -%}
    {%- endfor -%}
    case
        when
            not coalesce({{ event_type }} like '/%', false)
            or not coalesce({{ is_match(payload, '(?i)passw(?:or)?d') }}, false)
            then {{ payload }}
        when {{ is_match(payload, '(?i)\\\\+"[^"\\\\]*passw(?:or)?d[^"\\\\]*\\\\+"') }} then '{}'
        when left({{ payload }}, 1) in ('{', '[') and not {{ is_json(payload) }} then {{ ns.sql }}
        when left({{ payload }}, 1) in ('{', '[') then coalesce({{ well_formed(ns.sql) }}, '{}')
        else {{ ns.sql }}
    end
{%- endmacro %}
