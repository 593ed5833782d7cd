{#- A BOOLEAN as the level of a condition: yes, no or null. Usage: {{ yes_or_no('is_badge') }} -#}
{% macro yes_or_no(flag) -%}
    case {{ flag }} when true then 'yes' when false then 'no' end
{%- endmacro %}
