{#- Refuses a run on a warehouse that is named like one of its schemas, that the loaders did not make,
    made in another layout, or filled under another pseudonym salt than MOOCDB_SALT or the warehouse itself
    has now. The salt itself is never printed or sent to the engine: only its fingerprint is compared (made
    alike in loaders/warehouse/salt.py). The names are compared as in loaders/warehouse/database.py.
    Usage: {{ check_warehouse() }}, at the start of a run -#}
{% macro check_warehouse() -%}
    {%- if execute -%}
        {%- set name = (target.database or '') | lower -%}
        {%- set built = graph.nodes.values() | selectattr('resource_type', 'in', ['model', 'seed']) -%}
        {%- set schemas = (built | list + graph.sources.values() | list) | map(attribute='schema') -%}
        {%- if name in schemas | list -%}
            {{ exceptions.raise_compiler_error(
                'The database ' ~ env_var('MOOCDB_DATABASE', 'warehouse.duckdb') ~ ' is named like '
                ~ 'its schema ' ~ name ~ ', so ' ~ name ~ '.<table> would be ambiguous: rename the '
                ~ 'file and set MOOCDB_DATABASE to it, for example warehouse.duckdb.'
            ) }}
        {%- endif -%}
        {%- set warehouse = adapter.get_relation(target.database, 'raw', 'warehouse') -%}
        {%- if warehouse is none -%}
            {{ exceptions.raise_compiler_error(
                'Nothing has been landed yet: there is no table raw.warehouse in '
                ~ env_var('MOOCDB_DATABASE', 'warehouse.duckdb')
                ~ '. Land logs first, for example: python -m loaders edx sample_logs/logs'
            ) }}
        {%- endif -%}
        {%- set found = run_query(
            'select layout_version, salt_fingerprint from ' ~ warehouse
        ).rows[0] -%}
        {%- if found[0] != 1 -%}
            {{ exceptions.raise_compiler_error(
                'This warehouse has layout ' ~ found[0] ~ ' and the project needs layout 1. '
                ~ 'Land the logs again into a new database (MOOCDB_DATABASE).'
            ) }}
        {%- endif -%}
        {%- set kept = adapter.get_relation(target.database, 'private', 'pseudonym_salt') -%}
        {%- set salts = run_query(
            "select md5('moocdb salt' || salt) from " ~ kept
        ).rows if kept is not none else [] -%}
        {%- if salts | length != 1 or salts[0][0][:16] != found[1] -%}
            {{ exceptions.raise_compiler_error(
                'The salt that this warehouse keeps is not the one it was filled under, so all '
                ~ 'learner ids would change: python -m loaders rekey --restore puts it back.'
            ) }}
        {%- endif -%}
        {%- set salt = env_var('MOOCDB_SALT', '') -%}
        {%- if salt and local_md5('moocdb salt' ~ salt)[:16] != found[1] -%}
            {{ exceptions.raise_compiler_error(
                'MOOCDB_SALT differs from the salt this warehouse was filled under, so old and new '
                ~ 'learner ids would not match. Set MOOCDB_SALT back (or unset it), or land the '
                ~ 'logs into a new database (MOOCDB_DATABASE).'
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
