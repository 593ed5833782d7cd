{#- Records runs of dbt that write tables in raw.builds: a row is inserted when the run starts, and gets
    its counts when the run ends. A refresh compares it with raw.loads.
    Usage: {{ record_build() }} at the start of a run, {{ record_build(results) }} at its end -#}
{% macro record_build(results=none) -%}
    {%- set args = invocation_args_dict -%}
    {%- if execute and args.which in ['build', 'run', 'seed', 'retry', 'clone'] -%}
        {%- set builds = api.Relation.create(target.database, 'raw', 'builds') -%}
        {%- set now = modules.datetime.datetime.now(modules.pytz.utc) -%}
        {%- if results is none -%}
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
            {%- call statement(auto_begin=true) -%}
            create table if not exists {{ builds }} (
                invocation_id string, command string, selection string, settings string,
                last_load_id bigint, began_at timestamp, ended_at timestamp,
                n_models bigint, n_failed bigint, n_skipped bigint,
                n_tests_passed bigint, n_tests_failed bigint
            );
            insert into {{ builds }}
            select
                '{{ invocation_id }}',
                '{{ args.which }}',
                {{ string_literal(escape_single_quotes(selection | join(' '))) }},
                {{ string_literal(escape_single_quotes(settings | join(' '))) }},
                coalesce(max(load_id), 0),
                cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp),
                null, null, null, null, null, null
            from {{ api.Relation.create(target.database, 'raw', 'loads') }}
            {%- endcall -%}
        {%- else -%}
            {%- set nodes = results | rejectattr('node.resource_type', 'in', ['test', 'unit_test']) -%}
            {%- set tests = results | selectattr('node.resource_type', 'in', ['test', 'unit_test']) -%}
            {%- set nodes, tests = nodes | list, tests | list -%}
            {%- set models = nodes | selectattr('node.resource_type', 'equalto', 'model') -%}
            {%- call statement(auto_begin=true) -%}
            update {{ builds }}
            set
                ended_at = cast('{{ now.strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp),
                n_models = {{ models | selectattr('status', 'equalto', 'success') | list | length }},
                n_failed = {{ nodes | selectattr('status', 'equalto', 'error') | list | length }},
                n_skipped = {{ nodes | selectattr('status', 'equalto', 'skipped') | list | length }},
                n_tests_passed
                = {{ tests | selectattr('status', 'in', ['pass', 'warn']) | list | length }},
                n_tests_failed
                = {{ tests | selectattr('status', 'in', ['fail', 'error']) | list | length }}
            where invocation_id = '{{ invocation_id }}'
            {%- endcall -%}
        {%- endif -%}
        {#- dbt rolls back what a hook leaves uncommitted. -#}
        {%- do adapter.commit() -%}
    {%- endif -%}
{%- endmacro %}
