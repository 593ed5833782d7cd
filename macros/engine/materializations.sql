{#- Tables, views and incremental models of DuckDB, each replaced or grown by one statement in one
    transaction. dbt's own make a relation aside, rename it twice and drop the old one, which costs more
    than the query of a small model does; a transaction of DuckDB keeps the last good relation without.
    Spark takes its adapter's own. -#}

{% materialization table, adapter='duckdb' -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do moocdb.drop_if_other_type(target_relation) -%}
    {%- call statement('main') -%}
        {{ moocdb.replaced_by('table', target_relation) }}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{% materialization view, adapter='duckdb' -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do moocdb.drop_if_other_type(target_relation) -%}
    {%- call statement('main') -%}
        {{ moocdb.replaced_by('view', target_relation) }}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#- Appends the rows of the model. What they take the place of, a pre_hook deletes in the same
    transaction. A table that has other columns than the model gives is refused. -#}
{% materialization incremental, adapter='duckdb' -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set is_growing = is_incremental() -%}
    {{ run_hooks(pre_hooks) }}
    {%- if is_growing -%}
        {%- do moocdb.refuse_other_columns(target_relation, sql) -%}
    {%- else -%}
        {%- do moocdb.drop_if_other_type(target_relation) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        {%- if is_growing -%}
            insert into {{ target_relation }} by name ({{ sql }}
            )
        {%- else -%}
            {{ moocdb.replaced_by('table', target_relation) }}
        {%- endif -%}
    {%- endcall -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#- The statement that makes a relation anew, of the columns that its contract asks for.
    Usage: {{ replaced_by('table', target_relation) }} -#}
{% macro replaced_by(type, target_relation) -%}
    {%- if config.get('contract').enforced -%}
        {{ get_assert_columns_equivalent(sql) }}
    {%- endif -%}
    create or replace {{ type }} {{ target_relation }} as (
    {%- if config.get('contract').enforced -%}
        {{ get_select_subquery(sql) }}
    {%- else -%}
        {{ sql }}
    {%- endif %}
    )
{%- endmacro %}


{#- Drops a table where a view is to be, or the reverse. -#}
{% macro drop_if_other_type(target_relation) -%}
    {%- set existing = load_cached_relation(target_relation) -%}
    {%- if existing is not none and existing.type != target_relation.type -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
{%- endmacro %}


{#- Refuses to append the rows of a query to a table with other columns. -#}
{% macro refuse_other_columns(target_relation, sql) -%}
    {%- set there = {} -%}
    {%- for column in adapter.get_columns_in_relation(target_relation) -%}
        {%- do there.update({column.name: column.data_type}) -%}
    {%- endfor -%}
    {%- set given = {} -%}
    {%- for column in get_column_schema_from_query(sql) -%}
        {%- do given.update({column.name: column.data_type}) -%}
    {%- endfor -%}
    {%- if there != given -%}
        {{ exceptions.raise_compiler_error(
            'The columns of ' ~ target_relation ~ ' are of another version of moocdb: build it anew, '
            ~ 'with dbt build --full-refresh.'
        ) }}
    {%- endif -%}
{%- endmacro %}
