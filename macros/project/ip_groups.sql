{#- Number of groups of a part of an IPv6 address. Usage: {{ ip_groups(left_part) }} -#}
{% macro ip_groups(part) -%}
    (case
        when {{ part }} = '' then 0
        else 1 + length({{ part }}) - length(replace({{ part }}, ':', ''))
    end)
{%- endmacro %}
