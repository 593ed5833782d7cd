{#- Macros that other Spark spellings use. Spark takes Java's regular expressions and reads backslashes
    in its literals. -#}

{#- A text as a literal of Spark. A quote in it is doubled, as for DuckDB.
    Usage: {{ spark_literal(separator) }} -#}
{% macro spark_literal(text) -%}
    '{{ text | replace('\\', '\\\\') | replace("''", "\\'") }}'
{%- endmacro %}


{#- A regular expression of RE2 as a literal of Spark that means the same to Java: a dollar sign is the end
    of the text, not also of its last line, and white space has no vertical tab; in brackets a bracket
    is a character. Java tries one way after another: a pattern that takes RE2 linear time may take it
    quadratic time on a very long text. Usage: {{ spark_pattern('^[^[]+$') }} -#}
{% macro spark_pattern(pattern) -%}
    {%- set ns = namespace(text='') -%}
    {%- for part in modules.re.findall('(?s)\\\\.|\\[\\^?\\]?(?:\\\\.|[^]\\\\])*\\]|.', pattern) -%}
        {%- if part == '$' -%}
            {%- set ns.text = ns.text ~ '\\z' -%}
        {%- elif part == '\\s' -%}
            {%- set ns.text = ns.text ~ '[\\t\\n\\f\\r ]' -%}
        {%- elif part | length > 2 -%}
            {%- set inner = part[1:-1] | replace('\\s', '\\t\\n\\f\\r ') | replace('\\[', '[') -%}
            {%- set ns.text = ns.text ~ '[' ~ (inner | replace('[', '\\[') | replace('&&', '&\\&')) ~ ']' -%}
        {%- else -%}
            {%- set ns.text = ns.text ~ part -%}
        {%- endif -%}
    {%- endfor -%}
    {{ spark_literal(ns.text) }}
{%- endmacro %}
