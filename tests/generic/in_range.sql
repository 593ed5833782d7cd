{#- Passes where a column holds numbers within the range of their kind (macro `number_range`) or nulls. -#}
{% test in_range(model, column_name, kind) %}
    {%- set low, high = number_range(kind) %}
    select {{ column_name }}
    from {{ model }}
    where not {{ column_name }} between {{ low }} and {{ high }}
{% endtest %}
