{#- Incremental models on Spark. Parquet has neither deletes nor transactions, so a model is a view of a table in
    parts, folders of files that a build replaces as wholes (`insert overwrite`): those of which rows come or go.
    The others are not read again. What a model does not hold, or holds in an old version, is found by its rows
    (`macros/models/incremental.sql`), as on DuckDB. -#}

{#- The view names its table, and says whether the last build of it came to its end: if not, the next one makes
    the model again as a whole. -#}
{% materialization incremental, adapter='spark' -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- set is_growing = is_incremental() -%}
    {{ run_hooks(pre_hooks) }}
    {%- if is_growing -%}
        {%- do moocdb.grow(target_relation, moocdb.state_of_parts().table, sql) -%}
    {%- else -%}
        {%- do moocdb.make_parts(target_relation, sql) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#- Makes an incremental model as a whole: in a new table, to which the view then changes over, so that its
    readers always see one. Tables that earlier builds left go. Usage: {% do make_parts(relation, sql) %} -#}
{% macro make_parts(relation, sql) -%}
    {%- set parts = api.Relation.create(
        schema=relation.schema,
        identifier=relation.identifier ~ '__parts_' ~ local_md5(invocation_id)[:8],
        type='table',
    ) -%}
    {%- set existing = load_cached_relation(relation) -%}
    {%- call statement('main') -%}
        create table {{ parts }} using {{ config.get('file_format') or 'parquet' }} partitioned by (table_part) as
        {{ moocdb.rows_in_parts('(' ~ sql ~ ')') }}
    {%- endcall -%}
    {%- if existing is not none and existing.type != 'view' -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- do run_query(
        'create or replace view ' ~ relation
        ~ " tblproperties ('moocdb.parts' = '" ~ parts.identifier ~ "', 'moocdb.is_whole' = 'true')"
        ~ ' as select ' ~ moocdb.columns_beside_part(parts) ~ ' from ' ~ parts
    ) -%}
    {%- do moocdb.check_contract(relation) -%}
    {%- set pattern = relation.identifier ~ '__parts_*' -%}
    {%- for row in run_query('show tables in ' ~ relation.schema ~ " like '" ~ pattern ~ "'").rows -%}
        {%- if row['tableName'] != parts.identifier -%}
            {%- do run_query('drop table ' ~ relation.schema ~ '.' ~ row['tableName']) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}


{#- Replaces the parts of which rows come or go, and drops those of which none is left. A build that ends in
    between leaves a model that is not whole. Usage: {% do grow(relation, parts, sql) %} -#}
{% macro grow(relation, parts, sql) -%}
    {%- set fresh = parts ~ '_fresh' -%}
    {%- do run_query('drop table if exists ' ~ fresh) -%}
    {%- call statement('main') -%}
        create table {{ fresh }} using parquet as
        {{ moocdb.rows_in_parts('(' ~ sql ~ ')') }}
    {%- endcall -%}
    {%- set changed = run_query(moocdb.changed_parts(parts, fresh)).rows -%}
    {%- if changed -%}
        {%- do moocdb.mark(relation, is_whole=false) -%}
        {%- set left = changed | selectattr(1) | map(attribute=0) | map('int') | list -%}
        {%- if left -%}
            {%- do run_query(moocdb.overwritten_parts(parts, fresh, left)) -%}
        {%- endif -%}
        {%- for part in changed | rejectattr(1) | map(attribute=0) | map('int') -%}
            {%- do run_query(moocdb.dropped_part(parts, part)) -%}
        {%- endfor -%}
        {%- do moocdb.mark(relation, is_whole=true) -%}
    {%- endif -%}
    {%- do run_query('drop table ' ~ fresh) -%}
{%- endmacro %}


{#- A query of the parts of which rows come or go, and whether rows are left in each. -#}
{% macro changed_parts(parts, fresh) -%}
    select
        table_part,
        sum(n_held) + sum(n_fresh) > 0 as is_left
    from (
        select table_part, 1 as n_stored, 0 as n_held, 0 as n_fresh from {{ parts }}
        union all
        select table_part, 0, 1, 0 from {{ moocdb.held_rows() }}
        union all
        select table_part, 0, 0, 1 from {{ fresh }}
    ) as counted
    group by table_part
    having sum(n_fresh) > 0 or sum(n_stored) <> sum(n_held)
{%- endmacro %}


{#- The statement that replaces parts: by their rows that stay, and by new ones. -#}
{% macro overwritten_parts(parts, fresh, left) -%}
    {%- set columns = moocdb.columns_beside_part(parts) -%}
    insert overwrite table {{ parts }} partition (table_part) ({{ columns }}, table_part)
    select /*+ rebalance(table_part) */ * from (
        select {{ columns }}, table_part from {{ moocdb.held_rows() }}
        where table_part in ({{ left | join(', ') }})
        union all
        select {{ columns }}, table_part from {{ fresh }}
    ) as replaced
{%- endmacro %}


{#- The statement that takes out a part of which no row is left. Delta and Iceberg have no parts to drop. -#}
{% macro dropped_part(parts, part) -%}
    {%- if config.get('file_format', 'parquet') in ['delta', 'iceberg'] -%}
        delete from {{ parts }} where table_part = {{ part }}
    {%- else -%}
        alter table {{ parts }} drop if exists partition (table_part = {{ part }})
    {%- endif -%}
{%- endmacro %}


{#- The columns of a table in parts, in the order of the model. -#}
{% macro columns_beside_part(parts) -%}
    {{ return(
        adapter.get_columns_in_relation(parts) | map(attribute='name') | reject('equalto', 'table_part') | join(', ')
    ) }}
{%- endmacro %}


{#- The rows of a model, each with its part. A learner in a course is made again as a whole: the part is one of
    64 groups of courses, so that courses that have ended are left alone. Rows of loads stay in the part of their load.
    Other events lie in the part of their month. -#}
{% macro rows_in_parts(query) -%}
    select
        /*+ rebalance(table_part) */
        made.*,
        {%- if 'learner_course_version' in model.columns %}
        cast(pmod(xxhash64(course_id), 64) as bigint) as table_part
        {%- elif 'load_id' in model.columns %}
        cast(coalesce(load_id, 0) as bigint) as table_part
        {%- else %}
        cast(coalesce(year(event_at) * 100 + month(event_at), 0) as bigint) as table_part
        {%- endif %}
    from {{ query }} as made
{%- endmacro %}


{#- The state of an incremental model, as its view tells it: `table`, that of its parts, and `is_whole`, 'true' or 'false'.
    Nothing where there is no view. -#}
{% macro state_of_parts() -%}
    {%- set state = {} -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if execute and existing is not none and existing.type == 'view' -%}
        {%- for row in run_query('show tblproperties ' ~ this).rows -%}
            {%- if row[0] == 'moocdb.parts' -%}
                {%- do state.update({'table': api.Relation.create(schema=this.schema, identifier=row[1])}) -%}
            {%- elif row[0] == 'moocdb.is_whole' -%}
                {%- do state.update({'is_whole': row[1]}) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(state) }}
{%- endmacro %}


{#- Notes in the view of an incremental model whether a build of it is under way. -#}
{% macro mark(relation, is_whole) -%}
    {%- do run_query(
        'alter view ' ~ relation ~ " set tblproperties ('moocdb.is_whole' = '" ~ is_whole | lower ~ "')"
    ) -%}
{%- endmacro %}
