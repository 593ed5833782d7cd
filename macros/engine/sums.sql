{#- The sum of a DOUBLE, the same in every build: added in decimals of nine digits after the point,
    because engines add in any order, and doubles in another order differ in their last digit.
    For numbers below a thousand million. Usage: {{ exact_sum('watched_seconds') }} -#}
{% macro exact_sum(number) -%}
    cast(sum(cast({{ number }} as decimal(18, 9))) as double)
{%- endmacro %}


{#- The mean, likewise; null without numbers. Usage: {{ exact_avg('grade') }} -#}
{% macro exact_avg(number) -%}
    {{ exact_sum(number) }} / nullif(count({{ number }}), 0)
{%- endmacro %}
