{#- `text` without white space at its ends; null when nothing is left. White space is blank, tab,
    line feed and carriage return (logs carry user names with a trailing newline).
    Usage: {{ trimmed('fields.username') }} as username -#}
{% macro trimmed(text) -%}
    {{ return(adapter.dispatch('trimmed', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__trimmed(text) -%}
    nullif(trim({{ text }}, e' \t\r\n'), '')
{%- endmacro %}


{#- The first match of a regular expression (RE2 and Java syntax both: write `[+]`, `[0-9]`), or
    one group of it; null, not '', where nothing matches. The dot matches line breaks too.
    Usage: {{ matched('page', '/courses/([^/]+)', 1) }} -#}
{% macro matched(text, pattern, group=0) -%}
    {{ return(adapter.dispatch('matched', 'moocdb')(text, pattern, group)) }}
{%- endmacro %}

{% macro duckdb__matched(text, pattern, group) -%}
    nullif(regexp_extract({{ text }}, '(?s){{ pattern }}', {{ group }}), '')
{%- endmacro %}


{#- `text` with every match of a regular expression replaced.
    Usage: {{ replaced('path', '[0-9a-f]{32}', '{id}') }} -#}
{% macro replaced(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('replaced', 'moocdb')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro duckdb__replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}


{#- The texts of a group as one, in the order of a column, a line feed between them. An aggregate.
    Usage: {{ joined_lines('line', 'line_no') }} as document -#}
{% macro joined_lines(text, order_by) -%}
    {{ return(adapter.dispatch('joined_lines', 'moocdb')(text, order_by)) }}
{%- endmacro %}

{% macro duckdb__joined_lines(text, order_by) -%}
    string_agg({{ text }}, chr(10) order by {{ order_by }})
{%- endmacro %}
