{#- Every number of a public table is finite and within the range of its column (macro `range_of_column`),
    whatever models and columns there are. The test says which columns of which table are not. -#}
{%- set tables = [] -%}
{%- for name in public_models() -%}
    {%- set relation = ref(name) -%}
    {%- set columns = [] -%}
    {%- if execute -%}
        {%- for column in graph.nodes['model.moocdb.' ~ name].columns.values() -%}
            {%- if modules.re.match('double|(big|small)?int', column.data_type | lower) -%}
                {%- set range = range_of_column(column.name, column.data_type) -%}
                {%- do columns.append([column.name, range]) if range -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do tables.append([relation, columns]) if columns -%}
{%- endfor -%}

with
{%- for relation, columns in tables %}
    {{ relation.identifier }}_checked as (
        select
            '{{ relation.schema }}.{{ relation.identifier }}' as table_name,
            concat_ws(
                ', '
                {%- for column, range in columns %},
                case
                    when
                        count(case
                            when
                                not {{ quoted_name(column) }} between {{ range[0] }} and {{ range[1] }}
                                then 1
                        end) > 0
                        then '{{ column }}'
                end
                {%- endfor %}
            ) as wrong_columns
        from {{ relation }}
    ),
{%- endfor %}

checked as (
    {%- for relation, _ in tables %}
        select * from {{ relation.identifier }}_checked
        union all
    {%- endfor %}
    select
        '' as table_name,
        '' as wrong_columns
)

select *
from checked
where wrong_columns <> ''
