{#- The first character of a line that is no white space; '' for a blank line. Nearly every line starts
    with its brace, and is not trimmed to find that out. Usage: {{ first_character('line') }} -#}
{% macro first_character(line) -%}
    case
        when starts_with({{ line }}, '{') then '{'
        else coalesce(left({{ trimmed(line) }}, 1), '')
    end
{%- endmacro %}


{#- The JSON in a line, cut free of what loggers write before its first brace and after its last; null
    for a blank line and for a comment, which is told before any cut. It need not be well-formed.
    Usage: {{ json_in_line('line', 'first_character') }} as json -#}
{% macro json_in_line(line, first_character) -%}
    case
        when {{ first_character }} in ('', '#') then null
        when starts_with({{ line }}, '{') and ends_with({{ line }}, '}') then {{ line }}
        when {{ is_json(line) }} then {{ trimmed(line) }}
        else {{ matched(line, '[{].*[}]') }}
    end
{%- endmacro %}
