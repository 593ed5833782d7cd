-- A column marked `pii` lives in schema private (or in raw, which is the log itself).
{%- set ns = namespace(found=[]) -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type in ('model', 'seed') -%}
        {%- for column in node.columns.values()
            if (column.meta.pii or column.config.meta.pii) and node.schema != 'private' -%}
            {%- do ns.found.append(node.name ~ '.' ~ column.name) -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endif -%}
select column_name
from (select cast(null as varchar) as column_name
{%- for name in ns.found %}
    union all
    select '{{ name }}' as column_name
{%- endfor %}
) as found
where column_name is not null
