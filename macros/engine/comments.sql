{#- Writes the descriptions of a relation and its columns into the database, in one statement. dbt calls
    it for every relation that it builds; its own asks the engine twice which columns there are, which
    takes a quarter of a small build. A described column that does not exist is an error here. -#}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) -%}
    {%- call statement('comments') -%}
        comment on {{ relation.type }} {{ relation }}
        is {{ duckdb_escape_comment(model.description) }};
        {%- for column in model.columns.values() %}
        comment on column {{ relation }}.{{ adapter.quote(column.name) }}
        is {{ duckdb_escape_comment(column.description) }};
        {%- endfor %}
    {%- endcall -%}
{%- endmacro %}
