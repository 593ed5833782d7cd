{#- The order of a learner's events: by time; at one time by their lines, events without a line last.
    Usage: row_number() over (partition by learner_id order by {{ event_order() }}) -#}
{% macro event_order(relation=none) -%}
    {%- set prefix = relation ~ '.' if relation else '' -%}
    {{ prefix }}event_at, {{ prefix }}line_no nulls last, {{ prefix }}event_id
{%- endmacro %}
