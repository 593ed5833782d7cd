{#- A table: as a view, its 31 tables are planned once more by each reader. -#}
{{ config(materialized='table') }}

with
fates as (
    {% for table, facts in edx_package_tables().items() -%}
        select
            load_id,
            '{{ table }}' as table_name,
            {{ 'cast(null as string)' if facts.of_site else 'course_id' }} as course_id,
            fate,
            n_unusable_values
        from ({{ edx_package_fates(table) }}) as {{ table }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    load_id,
    table_name,
    course_id,
    fate,
    count(*) as n_rows,
    cast(sum(n_unusable_values) as bigint) as n_unusable_values
from fates
group by load_id, table_name, course_id, fate
