{#- Loads a seed from its file, whose path may hold quotes: dbt-duckdb's own macro leaves them as they are,
    so that a checkout in such a folder does not build. Spark takes its adapter's own.
    Called by dbt's materialization of seeds -#}
{% macro duckdb__load_csv_rows(model, agate_table) -%}
    {%- set path = escape_single_quotes(adapter.get_seed_file_path(model)) -%}
    {%- set sql -%}
        copy {{ this.render() }} from '{{ path }}'
        (format csv, header true, delimiter '{{ config.get("delimiter", ",") }}')
    {%- endset -%}
    {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
    {{ return(sql) }}
{%- endmacro %}
