{#- Window functions that engines spell differently. -#}

{#- The value of the nearest earlier row that has one; follow it with `over (...)`.
    Usage: {{ lag_known('page') }} over learner_course as current_page -#}
{% macro lag_known(value) -%}
    {{ return(adapter.dispatch('lag_known', 'moocdb')(value)) }}
{%- endmacro %}

{% macro duckdb__lag_known(value) -%}
    lag({{ value }} ignore nulls)
{%- endmacro %}
