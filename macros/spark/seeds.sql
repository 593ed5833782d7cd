{#- The table of a seed, with the types that the project gives its columns. Called by dbt's materialization
    of seeds. -#}
{% macro spark__create_csv_table(model, agate_table) -%}
    {%- set sql -%}
        create table {{ this.render() }} (
        {%- for name in agate_table.column_names -%}
            {{ name }} {{ moocdb.seed_type(model, agate_table, loop.index0) }}{{ ', ' if not loop.last }}
        {%- endfor -%}
        )
    {%- endset -%}
    {%- call statement('_') -%} {{ sql }} {%- endcall -%}
    {{ return(sql) }}
{%- endmacro %}


{#- The rows of a seed as literals: the adapter's own macro leaves quotes in texts as they are, and writes
    the word None for null. A column is cast as a whole: Spark takes long over a cast of each value.
    Called by dbt's materialization of seeds. -#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set names = agate_table.column_names -%}
    {%- set statements = [] -%}
    {%- for rows in agate_table.rows | batch(1000) -%}
        {%- set sql -%}
            insert into {{ this.render() }}
            select
            {%- for name in names %}
                cast({{ name }} as {{ moocdb.seed_type(model, agate_table, loop.index0) }}){{ ', ' if not loop.last }}
            {%- endfor %}
            from values
            {% for row in rows -%}
                (
                {%- for value in row -%}
                    {%- if value is none -%} null
                    {%- else -%} '{{ escape_single_quotes(value | string) }}'
                    {%- endif -%}
                    {{ ', ' if not loop.last }}
                {%- endfor -%}
                ){{ ', ' if not loop.last }}
            {%- endfor %}
            as rows_of_seed ({{ names | join(', ') }})
        {%- endset -%}
        {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
        {%- do statements.append(sql) -%}
    {%- endfor -%}
    {{ return(statements[0] if statements else '') }}
{%- endmacro %}


{#- The type of a column of a seed: as the project says, or else as dbt found it in the file. -#}
{% macro seed_type(model, agate_table, column) -%}
    {%- set named = model.config.get('column_types', {}).get(agate_table.column_names[column]) -%}
    {{ return(moocdb.spark_type(named or adapter.convert_type(agate_table, column))) }}
{%- endmacro %}
