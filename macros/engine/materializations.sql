{#- Tables, views and incremental models of DuckDB, each replaced or extended by one statement in one
    transaction. dbt's own materializations make a relation aside, rename it twice and drop the old one,
    which costs more than the query of a small model; a transaction of DuckDB keeps the last good relation
    as well. Spark uses the materializations of its adapter. -#}

{#- A table, replaced in one transaction. -#}
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


{#- A view, replaced in one transaction. -#}
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


{#- An incremental table: appends the rows of the model. A pre_hook deletes the rows that they replace, in
    the same transaction. -#}
{% materialization incremental, adapter='duckdb' -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set is_growing = is_incremental() -%}
    {{ run_hooks(pre_hooks) }}
    {%- if not is_growing -%}
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


{#- The statement that makes a relation again, of the columns that its contract asks for.
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


{#- True where an incremental model grows; it replaces dbt's own macro. A model with other columns than it
    documents, from another version of the project, is made again like one that is missing. -#}
{% macro is_incremental() -%}
    {%- if not execute or model.config.materialized != 'incremental' or should_full_refresh() -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing is none or not moocdb.is_whole(existing) -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set there = adapter.get_columns_in_relation(existing) | map(attribute='name') | list -%}
    {{ return(there | sort == model.columns.keys() | sort) }}
{%- endmacro %}


{#- Whether an incremental model was made by its materialization, and made to the end.
    Usage: {% if is_whole(existing) %} -#}
{% macro is_whole(existing) -%}
    {{ return(adapter.dispatch('is_whole', 'moocdb')(existing)) }}
{%- endmacro %}

{% macro duckdb__is_whole(existing) -%}
    {{ return(existing.type == 'table') }}
{%- endmacro %}

{% macro spark__is_whole(existing) -%}
    {{ return(existing.type == 'view' and moocdb.state_of_partitions().get('is_whole') == 'true') }}
{%- endmacro %}


{#- The statement of a pre_hook that deletes rows of an incremental model: the condition calls it `held`.
    DuckDB deletes them in the transaction that appends rows. Spark, which does not delete in Parquet, names
    the rows that stay, for held_rows() and for the materialization. Usage: {{ delete_where(condition) }} -#}
{% macro delete_where(condition) -%}
    {{ adapter.dispatch('delete_where', 'moocdb')(condition) }}
{%- endmacro %}

{% macro duckdb__delete_where(condition) -%}
    delete from {{ this }} as held
    where {{ condition }}
{%- endmacro %}

{% macro spark__delete_where(condition) -%}
    create or replace temporary view {{ moocdb.held_rows() }} as
    select * from {{ moocdb.state_of_partitions().table }} as held
    where not coalesce({{ condition }}, false)
{%- endmacro %}


{#- The rows that an incremental model holds, after its pre_hook, while it grows.
    Usage: select event_id from {{ held_rows() }} as built -#}
{% macro held_rows() -%}
    {{ adapter.dispatch('held_rows', 'moocdb')() }}
{%- endmacro %}

{% macro duckdb__held_rows() -%}
    {{ this }}
{%- endmacro %}

{% macro spark__held_rows() -%}
    held_{{ this.schema }}__{{ this.identifier }}
{%- endmacro %}
