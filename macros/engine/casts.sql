{#- Casts that never raise: what is not a value of the type is null. -#}

{#- Text as a UTC timestamp, in every spelling the logs use: `T` or a blank between date and time,
    with or without a fraction, with an offset (applied, not cut), `Z`, or none (then it is UTC).
    A bare date, an infinity or a word is not a time, nor are the years 0 and 1 and the year 9999: an offset
    may carry them out of the four digits that readers of timestamps expect.
    Do not cast such text to timestamp directly: engines drop the offset without a word. DuckDB alone
    knows offsets beyond 18 hours, the time 24:00:00 and names of zones in other letter case.
    Usage: {{ safe_timestamp('fields.time') }} -#}
{% macro safe_timestamp(text) -%}
    {{ return(adapter.dispatch('safe_timestamp', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__safe_timestamp(text) -%}
    case
        when
            regexp_matches(
                {{ text }}, '^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}'
            )
            and left(ltrim({{ text }}), 4) between '0002' and '9998'
            then try_cast({{ text }} as timestamptz) at time zone 'UTC'
    end
{%- endmacro %}

{% macro spark__safe_timestamp(text) -%}
    {#- Spark reads more spellings of an offset than DuckDB; a text in those is null. -#}
    case
        when
            {{ is_match(
                text,
                '^ *[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.][0-9]*)?'
                ~ '(?:Z|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?| +[A-Za-z][A-Za-z0-9_/+-]*)? *$'
            ) }}
            and left(ltrim({{ text }}), 4) between '0002' and '9998'
            then try_cast({{ text }} as timestamp)
    end
{%- endmacro %}


{#- Text as a DOUBLE within the range of its kind, else null: clients may send any number (see
    `number_range` and docs/numbers.md). Usage: {{ safe_double('fields.grade', 'points') }} -#}
{% macro safe_double(text, kind='number') -%}
    {{ return(adapter.dispatch('safe_double', 'moocdb')(text, kind)) }}
{%- endmacro %}

{% macro duckdb__safe_double(text, kind) -%}
    {{ bounded('try_cast(' ~ text ~ ' as double)', kind) }}
{%- endmacro %}

{% macro spark__safe_double(text, kind) -%}
    {#- Java reads 1.5d and 0x1p3, too, and no 1_000. -#}
    {%- set odd = '[A-DF-Za-df-z]|(?:^|[^0-9])_|_(?:[^0-9]|$)' -%}
    {%- set plain = 'case when not ' ~ is_match(text, odd) ~ ' then replace(' ~ text ~ ", '_', '') end" -%}
    {{ bounded('try_cast(' ~ plain ~ ' as double)', kind) }}
{%- endmacro %}


{#- The first of several texts that is such a number: players spell a field in several ways.
    Usage: {{ first_double(['fields.currentTime', 'fields.current_time'], 'video_seconds') }} -#}
{% macro first_double(texts, kind='number') -%}
    coalesce(
        {%- for text in texts -%}
            {{ safe_double(text, kind) }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}


{#- Text that is a whole number as BIGINT, within the range of its kind, also where a program wrote it as a
    decimal ('2.0', since a column of its had gaps); '1.5' and '1e3' are null, not rounded.
    Usage: {{ safe_bigint('fields.attempts', 'place') }} -#}
{% macro safe_bigint(text, kind='number') -%}
    {{ return(adapter.dispatch('safe_bigint', 'moocdb')(text, kind)) }}
{%- endmacro %}

{% macro duckdb__safe_bigint(text, kind) -%}
    {%- set number -%}
        case
            when regexp_full_match({{ text }}, '\s*[-+]?[0-9]+(?:[.]0+)?\s*')
                then try_cast(split_part({{ text }}, '.', 1) as bigint)
        end
    {%- endset -%}
    {{ bounded(number, kind) }}
{%- endmacro %}

{% macro spark__safe_bigint(text, kind) -%}
    {%- set number -%}
        case
            when {{ is_match(text, '^\\s*[-+]?[0-9]+(?:[.]0+)?\\s*$') }}
                then try_cast(split_part({{ text }}, '.', 1) as bigint)
        end
    {%- endset -%}
    {{ bounded(number, kind) }}
{%- endmacro %}


{#- Text that is a whole number of any size that BIGINT holds: an id, with which nothing is calculated.
    Usage: {{ safe_id(quickhelper_field(1)) }} as user_id -#}
{% macro safe_id(text) -%}
    {{ return(adapter.dispatch('safe_id', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__safe_id(text) -%}
    case
        when regexp_full_match({{ text }}, '\s*[-+]?[0-9]+\s*') then try_cast({{ text }} as bigint)
    end
{%- endmacro %}

{% macro spark__safe_id(text) -%}
    case when {{ is_match(text, '^\\s*[-+]?[0-9]+\\s*$') }} then try_cast({{ text }} as bigint) end
{%- endmacro %}


{#- Text that is a yes or a no, as BOOLEAN. Usage: {{ safe_boolean('fields.undo_vote') }} -#}
{% macro safe_boolean(text) -%}
    case lower({{ text }}) when 'true' then true when 'false' then false end
{%- endmacro %}


{#- Text that is a number of milliseconds since 1970 as a UTC timestamp; null outside 2001 to 2100,
    where such a number is not a time of a log but seconds, a -1 or an error.
    Usage: {{ epoch_ms_timestamp('envelope.timestamp') }} as event_at -#}
{% macro epoch_ms_timestamp(text) -%}
    {{ return(adapter.dispatch('epoch_ms_timestamp', 'moocdb')(text)) }}
{%- endmacro %}

{% macro duckdb__epoch_ms_timestamp(text) -%}
    case
        when try_cast({{ text }} as double) between 1e12 and 4.1e12
            then make_timestamp(cast(try_cast({{ text }} as double) as bigint) * 1000)
    end
{%- endmacro %}

{% macro spark__epoch_ms_timestamp(text) -%}
    {%- set number = 'try_cast(' ~ text ~ ' as double)' -%}
    case
        when {{ number }} between 1e12 and 4.1e12
            then timestamp_millis(cast(rint({{ number }}) as bigint))
    end
{%- endmacro %}


{#- A number of seconds since 1970 as a UTC timestamp; null for 0, -1 and what lies beyond 2100: so the
    tables of Coursera write that there is no time.
    Usage: {{ epoch_timestamp('post_time') }} as created_at -#}
{% macro epoch_timestamp(seconds) -%}
    {{ return(adapter.dispatch('epoch_timestamp', 'moocdb')(seconds)) }}
{%- endmacro %}

{% macro duckdb__epoch_timestamp(seconds) -%}
    case
        when {{ seconds }} between 1 and 4102444800 then make_timestamp({{ seconds }} * 1000000)
    end
{%- endmacro %}

{% macro spark__epoch_timestamp(seconds) -%}
    case
        when {{ seconds }} between 1 and 4102444800
            then timestamp_micros(cast({{ seconds }} * 1000000 as bigint))
    end
{%- endmacro %}
