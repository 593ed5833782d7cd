{#- Records runs of dbt that write tables in raw.builds: a row is inserted when the run starts, and gets
    its counts when the run ends; on Spark, where no row changes, it is inserted when the run ends.
    A refresh compares it with raw.loads.
    Usage: {{ record_build() }} at the start of a run, {{ record_build(results) }} at its end -#}
{% macro record_build(results=none) -%}
    {%- if execute and invocation_args_dict.which in ['build', 'run', 'seed', 'retry', 'clone'] -%}
        {{ adapter.dispatch('record_build', 'moocdb')(results) }}
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__record_build(results) -%}
    {%- set builds = api.Relation.create(target.database, 'raw', 'builds') -%}
    {%- if results is none -%}
        {%- call statement(auto_begin=true) -%}
        create table if not exists {{ builds }} ({{ moocdb.columns_of_builds() }});
        insert into {{ builds }}
        {{ moocdb.build_begun() }}, null, null, null, null, null, null
        from {{ api.Relation.create(target.database, 'raw', 'loads') }}
        {%- endcall -%}
    {%- else -%}
        {%- call statement(auto_begin=true) -%}
        update {{ builds }}
        set
            {%- for name, value in moocdb.build_ended(results).items() %}
            {{ name }} = {{ value }}{{ ', ' if not loop.last }}
            {%- endfor %}
        where invocation_id = '{{ invocation_id }}'
        {%- endcall -%}
    {%- endif -%}
    {#- dbt rolls back what a hook leaves uncommitted. -#}
    {%- do adapter.commit() -%}
{%- endmacro %}

{% macro spark__record_build(results) -%}
    {%- if results is none -%}
        {%- do run_query('create table if not exists raw.builds (' ~ moocdb.columns_of_builds() ~ ')') -%}
    {%- else -%}
        {%- set values = moocdb.build_ended(results).values() | join(', ') -%}
        {%- do run_query(
            'insert into raw.builds ' ~ moocdb.build_begun() ~ ', ' ~ values ~ ' from raw.loads'
        ) -%}
    {%- endif -%}
{%- endmacro %}


{#- The columns of raw.builds with their types. -#}
{% macro columns_of_builds() -%}
    invocation_id string, command string, selection string, settings string,
    last_load_id bigint, began_at timestamp, ended_at timestamp,
    n_models bigint, n_failed bigint, n_skipped bigint,
    n_tests_passed bigint, n_tests_failed bigint
{%- endmacro %}


{#- The columns of a row of raw.builds that are known when a run starts, as a query of raw.loads without
    its from clause. -#}
{% macro build_begun() -%}
    {%- set args = invocation_args_dict -%}
    {#- A run without unit tests still builds everything. -#}
    {%- set selection = [] -%}
    {%- for name in ['select', 'exclude', 'selector', 'resource_types', 'exclude_resource_types'] -%}
        {%- set value = args.get(name) or [] -%}
        {%- set texts = [value] if value is string else value | map('string') | list -%}
        {%- if texts and (name, texts) != ('exclude_resource_types', ['unit_test']) -%}
            {%- do selection.append('--' ~ name ~ ' ' ~ texts | join(' ')) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set settings = [] -%}
    {%- for name, value in args.get('vars', {}) | dictsort -%}
        {%- do settings.append(name ~ '=' ~ value) -%}
    {%- endfor -%}
    {%- for name in ['empty', 'sample'] if args.get(name) -%}
        {%- do settings.append('--' ~ name) -%}
    {%- endfor -%}
    select
        '{{ invocation_id }}',
        '{{ args.which }}',
        {{ string_literal(escape_single_quotes(selection | join(' '))) }},
        {{ string_literal(escape_single_quotes(settings | join(' '))) }},
        coalesce(max(load_id), 0),
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp)
{%- endmacro %}


{#- The columns of a row of raw.builds that are known when a run ends, with their values as SQL. -#}
{% macro build_ended(results) -%}
    {%- set now = modules.datetime.datetime.now(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f") -%}
    {%- set nodes = results | rejectattr('node.resource_type', 'in', ['test', 'unit_test']) | list -%}
    {%- set tests = results | selectattr('node.resource_type', 'in', ['test', 'unit_test']) | list -%}
    {%- set models = nodes | selectattr('node.resource_type', 'equalto', 'model') -%}
    {{ return({
        'ended_at': "cast('" ~ now ~ "' as timestamp)",
        'n_models': models | selectattr('status', 'equalto', 'success') | list | length,
        'n_failed': nodes | selectattr('status', 'equalto', 'error') | list | length,
        'n_skipped': nodes | selectattr('status', 'equalto', 'skipped') | list | length,
        'n_tests_passed': tests | selectattr('status', 'in', ['pass', 'warn']) | list | length,
        'n_tests_failed': tests | selectattr('status', 'in', ['fail', 'error']) | list | length,
    }) }}
{%- endmacro %}
