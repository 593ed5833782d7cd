{#- One row per word of a text beside the columns of a relation: a lateral join to put after it in the from
    clause; the word is `{alias}.word`. A word ends where `separator`, a regular expression, matches.
    Usage: from texts {{ join_words('text', '[/?#]+', 'words') }} -#}
{% macro join_words(text, separator, alias) -%}
    {{ return(adapter.dispatch('join_words', 'moocdb')(text, separator, alias)) }}
{%- endmacro %}

{% macro duckdb__join_words(text, separator, alias) -%}
    cross join unnest(string_split_regex({{ text }}, '{{ separator }}')) as {{ alias }}(word) -- noqa
{%- endmacro %}

{% macro spark__join_words(text, separator, alias) -%}
    cross join lateral explode(split({{ text }}, {{ spark_pattern(separator) }})) as {{ alias }}(word) -- noqa
{%- endmacro %}
