{#- One field of a form that a browser posted, as the log has it, or null. It reads the columns `fields`
    (the payload's own fields and those of `POST`, each a text or a list of one), `form_text` (the
    payload where it is not a JSON object) and `payload_shape`, which says whether the form is a query
    string or JSON that the platform cut off; a value that was cut is not a value.
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
