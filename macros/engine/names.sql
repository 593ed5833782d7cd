{#- A name that is not a plain word, quoted as the engine wants it, for fields of JSON.
    Usage: {{ trimmed('envelope.' ~ quoted_name('user-agent')) }} -#}
{% macro quoted_name(name) -%}
    {{ return(adapter.dispatch('quoted_name', 'moocdb')(name)) }}
{%- endmacro %}

{% macro duckdb__quoted_name(name) -%}
    "{{ name }}"
{%- endmacro %}

{% macro spark__quoted_name(name) -%}
    `{{ name }}`
{%- endmacro %}
