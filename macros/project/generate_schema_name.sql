{#- Schemas carry exactly the name a model asks for, in every target: users and BI tools
    address `marts.dim_courses`, never `target_marts.dim_courses`. dbt calls it for every node. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
