{#- A cast to a type as a contract or a seed names it: Spark calls a text without a greatest length `string`.
    dbt calls it to compare a model with its contract. -#}
{% macro spark__cast(expression, data_type) -%}
    cast({{ expression }} as {{ moocdb.spark_type(data_type) }})
{%- endmacro %}


{#- The name that Spark has for a type. Usage: {{ spark_type('varchar') }} -#}
{% macro spark_type(data_type) -%}
    {%- set name = data_type | lower -%}
    {{ return({'varchar': 'string', 'text': 'string', 'integer': 'int'}.get(name, name)) }}
{%- endmacro %}


{#- Text between single quotes of Spark, where a backslash escapes what follows. dbt calls it. -#}
{% macro spark__escape_single_quotes(expression) -%}
    {{- expression | replace('\\', '\\\\') | replace("'", "\\'") -}}
{%- endmacro %}
