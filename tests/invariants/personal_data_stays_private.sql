-- A column marked `pii` lives in schema private (or in raw, which is the log itself).
{%- set ns = namespace(found=['']) -%}
{%- if execute -%}
    {%- for node in graph.nodes.values() if node.resource_type in ('model', 'seed') -%}
        {%- for column in node.columns.values() -%}
            {%- if column.config.meta.pii and node.schema != 'private' -%}
                {%- do ns.found.append(node.name ~ '.' ~ column.name) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endif %}
select '{{ ns.found | join(" ") }}' as column_names
where '{{ ns.found | join("") }}' <> ''
