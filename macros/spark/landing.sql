{#- Makes the raw tables readable before anything is built. DuckDB has them in its file. On Spark each is a
    table of the files in its folder of the landing, which MOOCDB_LANDING names (`moocdb load to-parquet`); the
    tables are made once, and again with --full-refresh. Usage: {{ open_landing() }}, at the start of a run -#}
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
            {%- set table = api.Relation.create(schema=schema, identifier=name, type='table') -%}
            {%- set existing = adapter.get_relation(none, schema, name) -%}
            {%- if flags.FULL_REFRESH and existing is not none -%}
                {%- do adapter.drop_relation(existing) -%}
                {%- set existing = none -%}
            {%- endif -%}
            {%- if existing is none -%}
                {%- do run_query(moocdb.table_of_landing(table)) -%}
                {%- do adapter.cache_added(table) -%}
            {%- else -%}
                {#- A session that goes on knows the files of earlier. -#}
                {%- do run_query('refresh table ' ~ table) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do moocdb.suit_to_size() -%}
    {%- endif -%}
{%- endmacro %}


{#- Settings of a session of Spark for few lines: of them one part, no second plan while a query runs, and no
    program that Java would have to compile for each step of a plan. MOOCDB_SPARK_PARTITIONS says how many parts
    in any case. -#}
{% macro suit_to_size() -%}
    {%- set partitions = env_var('MOOCDB_SPARK_PARTITIONS', '') -%}
    {%- set n_lines = run_query('select coalesce(sum(lines), 0) from raw.loads').rows[0][0] | int -%}
    {%- if n_lines <= 100000 -%}
        {%- do run_query('set spark.sql.codegen.wholeStage = false') -%}
        {%- do run_query('set spark.sql.codegen.factoryMode = NO_CODEGEN') -%}
        {%- do run_query('set spark.sql.adaptive.enabled = false') -%}
        {%- set partitions = partitions or '1' -%}
    {%- endif -%}
    {%- if partitions -%}
        {%- do run_query('set spark.sql.shuffle.partitions = ' ~ (partitions | int)) -%}
    {%- endif -%}
{%- endmacro %}


{#- The statement that makes a raw table of its folder. The catalog holds its columns: of a view of the folder
    Spark would read them from the files each time, in a job of its own. The names of the folders in it are not
    read: the rows say of themselves which load landed them. -#}
{% macro table_of_landing(table) -%}
    {%- set landing = env_var('MOOCDB_LANDING', '') -%}
    {%- if not landing -%}
        {{ exceptions.raise_compiler_error(
            'MOOCDB_LANDING names no folder. On Spark the raw tables are the Parquet files in it: write them '
            ~ 'by `moocdb load to-parquet FOLDER`, and set MOOCDB_LANDING to that folder.'
        ) }}
    {%- endif -%}
    {#- A place that Spark reads may be relative to its own folder. -#}
    {%- set is_whole = landing.startswith('/') or '://' in landing -%}
    {%- set project = invocation_args_dict.get('project_dir') or env_var('PWD') -%}
    {%- set folder = landing if is_whole else project ~ '/' ~ landing -%}
    create table {{ table }} using parquet options (recursiveFileLookup 'true')
    location '{{ escape_single_quotes(folder ~ '/' ~ table.schema ~ '/' ~ table.identifier) }}'
{%- endmacro %}
