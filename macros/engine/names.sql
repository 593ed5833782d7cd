{#- A name that is no plain word, as an engine writes it: of a field of JSON, whose names are not ours.
    Usage: {{ trimmed('envelope.' ~ quoted_name('user-agent')) }} -#}
{% macro quoted_name(name) -%}
    {{ return(adapter.dispatch('quoted_name', 'moocdb')(name)) }}
{%- endmacro %}

{% macro duckdb__quoted_name(name) -%}
    "{{ name }}"
{%- endmacro %}
