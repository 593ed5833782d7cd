{#- A number within the range of its kind (see `number_range`), else null; NaN and the infinities lie in
    no range. Usage: {{ bounded('earned / nullif(possible, 0)', 'grade_share') }} as percent -#}
{% macro bounded(number, kind) -%}
    {%- set low, high = number_range(kind) -%}
    case when {{ number }} between {{ low }} and {{ high }} then {{ number }} end
{%- endmacro %}
