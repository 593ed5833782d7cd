{#- Elapsed seconds from one timestamp to another, as DOUBLE with microseconds; days included.
    Usage: {{ seconds_between('opened_at', 'closed_at') }} -#}
{% macro seconds_between(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_between', 'moocdb')(earlier, later)) }}
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    ((epoch_us({{ later }}) - epoch_us({{ earlier }})) / 1e6)
{%- endmacro %}


{#- The Monday of the week of a timestamp or date, as DATE. Usage: {{ week_start('event_at') }} -#}
{% macro week_start(at) -%}
    cast(date_trunc('week', {{ at }}) as date)
{%- endmacro %}


{#- One row per day from `first_date` to `last_date` (both included) beside the columns of a
    relation: a lateral join to put after it in the from clause; the day is `{alias}.spine_date`.
    Usage: from courses {{ join_days('first_date', 'last_date', 'days') }} -#}
{% macro join_days(first_date, last_date, alias) -%}
    {{ return(adapter.dispatch('join_days', 'moocdb')(first_date, last_date, alias)) }}
{%- endmacro %}

{% macro duckdb__join_days(first_date, last_date, alias) -%}
    cross join
        unnest(
            generate_series({{ first_date }}, {{ last_date }}, interval 1 day)
        ) as {{ alias }}(spine_date) -- noqa
{%- endmacro %}


{#- The sample standard deviation of durations in seconds, as DOUBLE; null for fewer than two. Made of
    exact sums, so that it too is the same whatever order the rows come in.
    Usage: {{ stddev_seconds('seconds_to_next') }} -#}
{% macro stddev_seconds(seconds) -%}
    {%- set exact = 'cast(' ~ seconds ~ ' as decimal(38, 6))' -%}
    sqrt(greatest(
        cast(sum({{ exact }} * {{ exact }}) as double)
        - cast(sum({{ exact }}) as double) * cast(sum({{ exact }}) as double) / count({{ seconds }}),
        0
    ) / nullif(greatest(count({{ seconds }}) - 1, 0), 0))
{%- endmacro %}
