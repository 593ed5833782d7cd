{#- Makes the raw tables readable before anything is built. DuckDB has them in its file. On Spark each is a
    view of its folder in the landing, which MOOCDB_LANDING names (`moocdb load to-parquet`); the views are made
    once, and again with --full-refresh. Usage: {{ open_landing() }}, at the start of a run -#}
{% macro open_landing() -%}
    {{ adapter.dispatch('open_landing', 'moocdb')() }}
{%- endmacro %}

{% macro duckdb__open_landing() -%}
{%- endmacro %}

{% macro spark__open_landing() -%}
    {%- if execute -%}
        {%- set tables = [('raw', 'warehouse')] -%}
        {%- for source in graph.sources.values() if source.identifier != 'builds' -%}
            {%- do tables.append((source.schema, source.identifier)) -%}
        {%- endfor -%}
        {%- for schema in tables | map(attribute=0) | unique -%}
            {%- do run_query('create schema if not exists ' ~ schema) -%}
        {%- endfor -%}
        {%- for schema, name in tables -%}
            {%- set view = api.Relation.create(schema=schema, identifier=name, type='view') -%}
            {%- if flags.FULL_REFRESH or adapter.get_relation(none, schema, name) is none -%}
                {%- do run_query(moocdb.view_of_landing(view)) -%}
                {%- do adapter.cache_added(view) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}


{#- The statement that makes a raw table a view of its folder, without the column that the names of the folders
    in it are: the rows say of themselves which load landed them. -#}
{% macro view_of_landing(view) -%}
    {%- set landing = env_var('MOOCDB_LANDING', '') -%}
    {%- if not landing -%}
        {{ exceptions.raise_compiler_error(
            'MOOCDB_LANDING names no folder. On Spark the raw tables are the Parquet files in it: write them '
            ~ 'by `moocdb load to-parquet FOLDER`, and set MOOCDB_LANDING to that folder.'
        ) }}
    {%- endif -%}
    {%- set folder = landing ~ '/' ~ view.schema ~ '/' ~ view.identifier -%}
    create or replace view {{ view }} as
    select * except (load) from parquet.`{{ folder | replace('`', '``') }}`
{%- endmacro %}
