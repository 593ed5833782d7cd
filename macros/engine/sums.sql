{#- A number for exact sums: a decimal of nine digits after the point; null for an infinity, NaN and what
    has more than 18 digits before the point (no number does that passed `bounded`). It never raises, and
    the sum of a hundred thousand million of them does not overflow. -#}
{% macro exact(number) -%}
    {{ return(adapter.dispatch('exact', 'moocdb')(number)) }}
{%- endmacro %}

{% macro duckdb__exact(number) -%}
    try_cast({{ number }} as decimal(27, 9))
{%- endmacro %}

{% macro spark__exact(number) -%}
    try_cast({{ number }} as decimal(27, 9))
{%- endmacro %}


{#- The sum of a DOUBLE, the same in every build: added in decimals, because engines add in any order,
    and doubles in another order differ in their last digit. The one way in which seconds, points and
    shares are summed. Usage: {{ exact_sum('watched_seconds') }} -#}
{% macro exact_sum(number) -%}
    cast(sum({{ exact(number) }}) as double)
{%- endmacro %}


{#- The mean, in the same way; null without numbers. Usage: {{ exact_avg('grade') }} -#}
{% macro exact_avg(number) -%}
    {{ exact_sum(number) }} / nullif(count({{ exact(number) }}), 0)
{%- endmacro %}


{#- The square of a number, as a decimal of twelve digits after the point, for exact sums of squares; the
    number is taken with six. It raises for a number of 10^12 and more.
    Usage: sum({{ exact_square('grade') }}) -#}
{% macro exact_square(number) -%}
    {{ return(adapter.dispatch('exact_square', 'moocdb')(number)) }}
{%- endmacro %}

{% macro duckdb__exact_square(number) -%}
    cast({{ number }} as decimal(38, 6)) * cast({{ number }} as decimal(38, 6))
{%- endmacro %}

{% macro spark__exact_square(number) -%}
    {#- Of longer decimals the product keeps fewer digits after the point. -#}
    cast({{ number }} as decimal(18, 6)) * cast({{ number }} as decimal(18, 6))
{%- endmacro %}


{#- The sample variance, in the same way; null for fewer than two numbers. Usage: {{ exact_variance('grade') }} -#}
{% macro exact_variance(number) -%}
    {%- set sum = 'cast(sum(cast(' ~ number ~ ' as decimal(38, 6))) as double)' -%}
    greatest(
        cast(sum({{ exact_square(number) }}) as double)
        - {{ sum }} * {{ sum }} / nullif(count({{ number }}), 0),
        0
    ) / nullif(greatest(count({{ number }}) - 1, 0), 0)
{%- endmacro %}
