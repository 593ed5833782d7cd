{#- Columns as one value, whose fields have the columns' names: so that one window carries them all.
    Usage: {{ as_struct(['url', 'position']) }} as place, then place.url -#}
{% macro as_struct(columns) -%}
    {{ return(adapter.dispatch('as_struct', 'moocdb')(columns)) }}
{%- endmacro %}

{% macro duckdb__as_struct(columns) -%}
    struct_pack({% for column in columns %}{{ column }} := {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}

{% macro spark__as_struct(columns) -%}
    named_struct({% for column in columns %}'{{ column }}', {{ column }}{{ ', ' if not loop.last }}{% endfor %})
{%- endmacro %}
