{#- Incremental models on Spark. Parquet has neither deletes nor transactions, so a model is a view of a partitioned
    table, and a build replaces the partitions of which rows come or go (`insert overwrite`). The others are not
    written again. What a model does not hold, or holds in an old version, is found by its rows
    (`macros/models/incremental.sql`), as on DuckDB. -#}

{#- The view names its table, and says whether the last build of it came to its end: if not, the next one is a
    full refresh. -#}
{% materialization incremental, adapter='spark' -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- set is_growing = is_incremental() -%}
    {{ run_hooks(pre_hooks) }}
    {%- if is_growing -%}
        {%- do moocdb.grow(target_relation, moocdb.state_of_partitions().table, sql) -%}
    {%- else -%}
        {%- do moocdb.make_partitions(target_relation, sql) -%}
    {%- endif -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}


{#- The first build of an incremental model, or a full refresh: in a new table, to which the view then changes
    over, so that its readers always see one. Tables that earlier builds left go. Usage: {% do make_partitions(relation, sql) %} -#}
{% macro make_partitions(relation, sql) -%}
    {%- set table = api.Relation.create(
        schema=relation.schema,
        identifier=relation.identifier ~ '__partitions_' ~ local_md5(invocation_id)[:8],
        type='table',
    ) -%}
    {%- set existing = load_cached_relation(relation) -%}
    {%- call statement('main') -%}
        create table {{ table }} using {{ config.get('file_format') or 'parquet' }} partitioned by (partition_no) as
        {{ moocdb.rows_in_partitions('(' ~ sql ~ ')') }}
    {%- endcall -%}
    {%- if existing is not none and existing.type != 'view' -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- do run_query(
        'create or replace view ' ~ relation
        ~ " tblproperties ('moocdb.partitions' = '" ~ table.identifier ~ "', 'moocdb.is_whole' = 'true')"
        ~ ' as select ' ~ moocdb.columns_beside_partition(table) ~ ' from ' ~ table
    ) -%}
    {%- do moocdb.check_contract(relation) -%}
    {%- set pattern = relation.identifier ~ '__partitions_*' -%}
    {%- for row in run_query('show tables in ' ~ relation.schema ~ " like '" ~ pattern ~ "'").rows -%}
        {%- if row['tableName'] != table.identifier -%}
            {%- do run_query('drop table ' ~ relation.schema ~ '.' ~ row['tableName']) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}


{#- Replaces the partitions of which rows come or go, and drops those of which none is left. A build that ends
    in between leaves a model that is not whole. Usage: {% do grow(relation, table, sql) %} -#}
{% macro grow(relation, table, sql) -%}
    {%- set fresh = table ~ '_fresh' -%}
    {%- do run_query('drop table if exists ' ~ fresh) -%}
    {%- call statement('main') -%}
        create table {{ fresh }} using parquet as
        {{ moocdb.rows_in_partitions('(' ~ sql ~ ')') }}
    {%- endcall -%}
    {%- set changed = run_query(moocdb.changed_partitions(table, fresh)).rows -%}
    {%- if changed -%}
        {%- do moocdb.mark(relation, is_whole=false) -%}
        {%- set left = changed | selectattr(1) | map(attribute=0) | map('int') | list -%}
        {%- if left -%}
            {%- do run_query(moocdb.overwritten_partitions(table, fresh, left)) -%}
        {%- endif -%}
        {%- for partition in changed | rejectattr(1) | map(attribute=0) | map('int') -%}
            {%- do run_query(moocdb.dropped_partition(table, partition)) -%}
        {%- endfor -%}
        {%- do moocdb.mark(relation, is_whole=true) -%}
    {%- endif -%}
    {%- do run_query('drop table ' ~ fresh) -%}
{%- endmacro %}


{#- A query of the partitions of which rows come or go, and whether rows are left in each. -#}
{% macro changed_partitions(table, fresh) -%}
    select
        partition_no,
        sum(n_held) + sum(n_fresh) > 0 as is_left
    from (
        select partition_no, 1 as n_stored, 0 as n_held, 0 as n_fresh from {{ table }}
        union all
        select partition_no, 0, 1, 0 from {{ moocdb.held_rows() }}
        union all
        select partition_no, 0, 0, 1 from {{ fresh }}
    ) as counted
    group by partition_no
    having sum(n_fresh) > 0 or sum(n_stored) <> sum(n_held)
{%- endmacro %}


{#- The statement that replaces partitions: by their rows that stay, and by new ones. -#}
{% macro overwritten_partitions(table, fresh, left) -%}
    {%- set columns = moocdb.columns_beside_partition(table) -%}
    insert overwrite table {{ table }} partition (partition_no) ({{ columns }}, partition_no)
    select /*+ rebalance(partition_no) */ * from (
        select {{ columns }}, partition_no from {{ moocdb.held_rows() }}
        where partition_no in ({{ left | join(', ') }})
        union all
        select {{ columns }}, partition_no from {{ fresh }}
    ) as replaced
{%- endmacro %}


{#- The statement that drops a partition of which no row is left. Delta and Iceberg delete its rows. -#}
{% macro dropped_partition(table, partition) -%}
    {%- if config.get('file_format', 'parquet') in ['delta', 'iceberg'] -%}
        delete from {{ table }} where partition_no = {{ partition }}
    {%- else -%}
        alter table {{ table }} drop if exists partition (partition_no = {{ partition }})
    {%- endif -%}
{%- endmacro %}


{#- The columns of a partitioned table, in the order of the model, without that of the partition. -#}
{% macro columns_beside_partition(table) -%}
    {{ return(
        adapter.get_columns_in_relation(table) | map(attribute='name') | reject('equalto', 'partition_no') | join(', ')
    ) }}
{%- endmacro %}


{#- The rows of a model, each with its partition. A learner in a course is reprocessed as a whole: the partition is
    one of 64 groups of courses, so that courses that have ended are left alone. Rows of loads are in the partition
    of their load, other events in that of their month. -#}
{% macro rows_in_partitions(query) -%}
    select
        /*+ rebalance(partition_no) */
        made.*,
        {%- if 'learner_course_version' in model.columns %}
        cast(pmod(xxhash64(course_id), 64) as bigint) as partition_no
        {%- elif 'load_id' in model.columns %}
        cast(coalesce(load_id, 0) as bigint) as partition_no
        {%- else %}
        cast(coalesce(year(event_at) * 100 + month(event_at), 0) as bigint) as partition_no
        {%- endif %}
    from {{ query }} as made
{%- endmacro %}


{#- The state of an incremental model, as its view tells it: `table`, the partitioned one, and `is_whole`, 'true' or 'false'.
    Nothing where there is no view. -#}
{% macro state_of_partitions() -%}
    {%- set state = {} -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if execute and existing is not none and existing.type == 'view' -%}
        {%- for row in run_query('show tblproperties ' ~ this).rows -%}
            {%- if row[0] == 'moocdb.partitions' -%}
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
