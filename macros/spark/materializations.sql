{#- Materializations of Spark. dbt-spark's own ask Spark to analyse the query of a model two times more where it
    has a contract, which costs a small model as much as its rows. Here the table or view that was made is
    compared with its contract. -#}

{#- A table. Of a format that Spark can replace (Delta, Iceberg) readers always see one; of Parquet they see
    none while it is made again. -#}
{% materialization table, adapter='spark' -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {{ run_hooks(pre_hooks) }}
    {%- if existing is not none and config.get('file_format') not in ['delta', 'iceberg'] -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        {{ create_table_as(false, target_relation, sql) }}
    {%- endcall -%}
    {%- do moocdb.check_contract(target_relation) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#- A view; a table, where the text of the query is longer than a metastore in Derby holds, 32,700 characters. -#}
{% materialization view, adapter='spark' -%}
    {%- if sql | length > 30000 -%}
        {{ return(materialization_table_spark()) }}
    {%- endif -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do moocdb.drop_if_other_type(target_relation) -%}
    {%- call statement('main') -%}
        {{ create_view_as(target_relation, sql) }}
    {%- endcall -%}
    {%- do moocdb.check_contract(target_relation) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#- Nothing: check_contract compares a model with its contract once it is made. dbt calls it before. -#}
{% macro spark__get_assert_columns_equivalent(sql) -%}
{%- endmacro %}


{#- Drops a table or a view that breaks the contract of its model, and ends the model with an error.
    Usage: {{ check_contract(target_relation) }} -#}
{% macro check_contract(relation) -%}
    {%- if config.get('contract').enforced -%}
        {%- set told = [] -%}
        {%- set found = [] -%}
        {%- for column in model.columns.values() -%}
            {%- do told.append(moocdb.column_of_contract(column.name, moocdb.spark_type(column.data_type))) -%}
        {%- endfor -%}
        {#- Below its columns, a table that is partitioned lists some of them again, under headings. -#}
        {%- for row in run_query('describe ' ~ relation).rows if row[0] and not row[0].startswith('#') -%}
            {%- set column = moocdb.column_of_contract(row[0], row[1]) -%}
            {%- if column not in found -%} {%- do found.append(column) -%} {%- endif -%}
        {%- endfor -%}
        {%- if told | sort(attribute='formatted') != found | sort(attribute='formatted') -%}
            {%- do adapter.drop_relation(relation) -%}
            {%- do exceptions.raise_contract_error(told, found) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{#- A column with its type, as dbt shows it where a contract is broken. -#}
{% macro column_of_contract(name, data_type) -%}
    {{ return({'name': name, 'data_type': data_type, 'formatted': name ~ ' ' ~ data_type}) }}
{%- endmacro %}
