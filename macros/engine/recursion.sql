{#- The word between the start of a recursive CTE and its step. DuckDB drops rows that the recursion has found
    before; Spark does not, so what reads the CTE must choose among equal rows, and the step must end by itself: Spark
    stops at a million rows with an error. Usage: select ... {{ union_in_recursion() }} select ... -#}
{% macro union_in_recursion() -%}
    {{ return(adapter.dispatch('union_in_recursion', 'moocdb')()) }}
{%- endmacro %}

{% macro duckdb__union_in_recursion() -%}
    union
{%- endmacro %}

{% macro spark__union_in_recursion() -%}
    union all
{%- endmacro %}
