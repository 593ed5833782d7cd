{#- An incremental model on Spark is made again as a whole: plain Parquet has neither deletes nor merges, and
    is_incremental() is false there. -#}
{% materialization incremental, adapter='spark' -%}
    {{ return(materialization_table_spark()) }}
{%- endmaterialization %}


{#- Whether incremental models grow on this engine, by deletes and inserts in one transaction.
    Usage: {% if grows_in_place() %} -#}
{% macro grows_in_place() -%}
    {{ return(adapter.dispatch('grows_in_place', 'moocdb')()) }}
{%- endmacro %}

{% macro duckdb__grows_in_place() -%}
    {{ return(true) }}
{%- endmacro %}

{% macro spark__grows_in_place() -%}
    {{ return(false) }}
{%- endmacro %}
