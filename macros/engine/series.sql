{#- One row per whole number from `first` to `last` (both included) beside the columns of a relation:
    a lateral join to put after it in the from clause; the number is `{alias}.number`.
    Usage: from stretches {{ join_numbers('first_bucket', 'last_bucket', 'buckets') }} -#}
{% macro join_numbers(first, last, alias) -%}
    {{ return(adapter.dispatch('join_numbers', 'moocdb')(first, last, alias)) }}
{%- endmacro %}

{% macro duckdb__join_numbers(first, last, alias) -%}
    cross join unnest(generate_series({{ first }}, {{ last }})) as {{ alias }}(number) -- noqa
{%- endmacro %}

{% macro spark__join_numbers(first, last, alias) -%}
    cross join lateral explode(
        case when {{ first }} <= {{ last }} then sequence({{ first }}, {{ last }}, 1) end
    ) as {{ alias }}(number) -- noqa
{%- endmacro %}
