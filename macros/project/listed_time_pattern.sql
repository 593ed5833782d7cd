{#- The form of a day or time that `listed_time` reads, a regular expression. -#}
{% macro listed_time_pattern() -%}
    {{ return('^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$') }}
{%- endmacro %}
