{#- Elapsed seconds from one timestamp to another, as DOUBLE with microseconds; days included.
    Usage: {{ seconds_between('opened_at', 'closed_at') }} -#}
{% macro seconds_between(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_between', 'moocdb')(earlier, later)) }}
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    ((epoch_us({{ later }}) - epoch_us({{ earlier }})) / 1e6)
{%- endmacro %}

{% macro spark__seconds_between(earlier, later) -%}
    ((unix_micros(cast({{ later }} as timestamp)) - unix_micros(cast({{ earlier }} as timestamp))) / 1e6)
{%- endmacro %}


{#- A UTC time on the clock of a zone, without offset: what people there would read. The zone is SQL, an
    IANA name; where it is null or left out, the var `time_zone` holds.
    Usage: {{ local_time('event_at', 'courses.time_zone') }} as local_at -#}
{% macro local_time(at, zone=none) -%}
    {{ return(adapter.dispatch('local_time', 'moocdb')(at, moocdb.zone_or_default(zone))) }}
{%- endmacro %}

{% macro duckdb__local_time(at, zone) -%}
    case when {{ zone }} = 'UTC' then {{ at }} else timezone({{ zone }}, timezone('UTC', {{ at }})) end
{%- endmacro %}

{% macro spark__local_time(at, zone) -%}
    from_utc_timestamp({{ at }}, {{ zone }})
{%- endmacro %}


{#- The UTC time of a time on the clock of a zone, its inverse. Where the clock is set back, an hour comes
    twice, and the engine chooses; an hour that it leaves out is read as an hour later.
    Usage: {{ utc_time('local_start', 'time_zone') }} as starts_at -#}
{% macro utc_time(local_at, zone=none) -%}
    {{ return(adapter.dispatch('utc_time', 'moocdb')(local_at, moocdb.zone_or_default(zone))) }}
{%- endmacro %}

{% macro duckdb__utc_time(local_at, zone) -%}
    timezone('UTC', timezone({{ zone }}, {{ local_at }}))
{%- endmacro %}

{% macro spark__utc_time(local_at, zone) -%}
    to_utc_timestamp({{ local_at }}, {{ zone }})
{%- endmacro %}


{#- SQL for a time zone, the var `time_zone` where it is null. Usage: {{ zone_or_default('time_zone') }} -#}
{% macro zone_or_default(zone=none) -%}
    {%- set default = "'" ~ var('time_zone') ~ "'" -%}
    {{ return('coalesce(' ~ zone ~ ', ' ~ default ~ ')' if zone else default) }}
{%- endmacro %}


{#- The day of a UTC time in a zone (see `local_time`). Usage: {{ local_day('event_at', 'courses.time_zone') }} -#}
{% macro local_day(at, zone=none) -%}
    cast({{ local_time(at, zone) }} as date)
{%- endmacro %}


{#- True where a text is the name of a time zone that the engine knows, in its own letter case. DuckDB
    knows a few old names that Spark does not (`ROC`, `US/Pacific-New`).
    Usage: {{ is_time_zone('time_zone') }} -#}
{% macro is_time_zone(name) -%}
    {{ return(adapter.dispatch('is_time_zone', 'moocdb')(name)) }}
{%- endmacro %}

{% macro duckdb__is_time_zone(name) -%}
    {{ name }} in (select known.name from pg_timezone_names() as known)
{%- endmacro %}

{% macro spark__is_time_zone(name) -%}
    {#- Spark has no list of them, but reads them; it reads offsets as well, which a list of names does not hold. -#}
    case
        when {{ name }} is not null
            then
                {{ is_match(name, '^[A-Za-z][A-Za-z0-9_+/-]+$') }}
                and not {{ is_match(name, '^(?:UTC|UT|GMT)[+-]') }}
                and try_cast('2000-01-01 00:00:00 ' || {{ name }} as timestamp) is not null
    end
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

{% macro spark__join_days(first_date, last_date, alias) -%}
    {%- set first, last = 'cast(' ~ first_date ~ ' as date)', 'cast(' ~ last_date ~ ' as date)' -%}
    cross join lateral explode(
        case when {{ first }} <= {{ last }} then sequence({{ first }}, {{ last }}, interval 1 day) end
    ) as {{ alias }}(spine_date) -- noqa
{%- endmacro %}


{#- The sample standard deviation of durations in seconds, as DOUBLE; null for fewer than two. Made of
    exact sums, so that it too is the same whatever order the rows come in.
    Usage: {{ stddev_seconds('seconds_to_next') }} -#}
{% macro stddev_seconds(seconds) -%}
    sqrt({{ exact_variance(seconds) }})
{%- endmacro %}
