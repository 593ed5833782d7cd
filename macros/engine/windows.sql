{#- Window functions that engines spell differently. -#}

{#- The value of the nearest earlier row that has one; follow it with `over (...)`.
    Usage: {{ lag_known('page') }} over learner_course as current_page -#}
{% macro lag_known(value) -%}
    {{ return(adapter.dispatch('lag_known', 'moocdb')(value)) }}
{%- endmacro %}

{% macro duckdb__lag_known(value) -%}
    lag({{ value }} ignore nulls)
{%- endmacro %}

{% macro spark__lag_known(value) -%}
    lag({{ value }}) ignore nulls
{%- endmacro %}


{#- The value of this row or else of the nearest earlier one that has one, in a window of the rows up to
    the current one. Usage: {{ last_known('page', 'so_far') }} as current_page -#}
{% macro last_known(value, window) -%}
    {{ return(adapter.dispatch('last_known', 'moocdb')(value, window)) }}
{%- endmacro %}

{% macro duckdb__last_known(value, window) -%}
    last_value({{ value }} ignore nulls) over {{ window }}
{%- endmacro %}

{% macro spark__last_known(value, window) -%}
    last_value({{ value }}) ignore nulls over {{ window }}
{%- endmacro %}
