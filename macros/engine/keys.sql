{#- A positive BIGINT key made from md5 of the parts: the same value on every engine, in every build,
    however the logs were cut. It has 52 bits, so that tools that read numbers as doubles (R,
    spreadsheets, JavaScript) keep it whole: for what people join on, of which a site has millions at
    most. Parts may be null; ('a', null) and ('a', '') differ, and so do ('ab', 'c') and ('a', 'bc').
    Do not change the separator, the null mark or the 13 digits: every published id would change.
    Usage: {{ surrogate_id(["'edx'", 'username']) }} as learner_id -#}
{% macro surrogate_id(parts) -%}
    {{ moocdb.digits_of_md5(parts, 13) }}
{%- endmacro %}


{#- The same with 60 bits, for what a site has billions of: events, submissions, learners of a course.
    Exports say which ids are too long for a double.
    Usage: {{ event_surrogate_id(['platform', 'event_id']) }} as observed_event_id -#}
{% macro event_surrogate_id(parts) -%}
    {{ moocdb.digits_of_md5(parts, 15) }}
{%- endmacro %}


{#- The number that the first hexadecimal digits of md5 of the parts write. -#}
{% macro digits_of_md5(parts, digits) -%}
    {{ return(adapter.dispatch('digits_of_md5', 'moocdb')(parts, digits)) }}
{%- endmacro %}

{% macro duckdb__digits_of_md5(parts, digits) -%}
    cast('0x' || substr(md5(concat_ws(
        chr(31)
        {%- for part in parts %}, coalesce(cast({{ part }} as varchar), chr(30)){% endfor -%}
    )), 1, {{ digits }}) as bigint)
{%- endmacro %}

{% macro spark__digits_of_md5(parts, digits) -%}
    cast(conv(substr(md5(concat_ws(
        chr(31)
        {%- for part in parts %}, coalesce(cast({{ part }} as string), chr(30)){% endfor -%}
    )), 1, {{ digits }}), 16, 10) as bigint)
{%- endmacro %}


{#- A number that changes when one of several columns of a row changes. It is kept to be compared, never
    published. Usage: {{ row_version(['event_id', 'event_type']) }} as event_version -#}
{% macro row_version(columns) -%}
    {{ return(adapter.dispatch('row_version', 'moocdb')(columns)) }}
{%- endmacro %}

{% macro duckdb__row_version(columns) -%}
    hash({{ columns | join(', ') }})
{%- endmacro %}

{% macro spark__row_version(columns) -%}
    {#- The hash of Spark passes over nulls. -#}
    xxhash64(
        {%- for column in columns -%}
            {{ column }}, {{ column }} is null{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}


{#- A text that changes when the rows of a group change, whatever their order: an aggregate over columns.
    It is kept to be compared, never published. Usage: {{ rows_version(['event_id', 'event_type']) }} -#}
{% macro rows_version(columns) -%}
    {{ return(adapter.dispatch('rows_version', 'moocdb')(columns)) }}
{%- endmacro %}

{% macro duckdb__rows_version(columns) -%}
    cast(count(*) as varchar) || '-' || cast(bit_xor(hash({{ columns | join(', ') }})) as varchar)
{%- endmacro %}

{% macro spark__rows_version(columns) -%}
    cast(count(*) as string) || '-' || cast(bit_xor({{ moocdb.spark__row_version(columns) }}) as string)
{%- endmacro %}
