{#- A positive BIGINT key made from md5 of the parts: the same value on every engine, in every
    build, however the logs were cut. Parts may be null; ('a', null) and ('a', '') differ, and so do
    ('ab', 'c') and ('a', 'bc'). Do not change the separator, the null mark or the 15 digits: every
    published id would change.
    Usage: {{ surrogate_id(["'edx'", 'username']) }} as learner_id -#}
{% macro surrogate_id(parts) -%}
    {{ return(adapter.dispatch('surrogate_id', 'moocdb')(parts)) }}
{%- endmacro %}

{% macro duckdb__surrogate_id(parts) -%}
    cast('0x' || substr(md5(concat_ws(
        chr(31)
        {%- for part in parts %}, coalesce(cast({{ part }} as varchar), chr(30)){% endfor -%}
    )), 1, 15) as bigint)
{%- endmacro %}


{#- A number that changes when one of several columns of a row changes. It is kept to be compared, never
    published. Usage: {{ row_version(['event_id', 'event_type']) }} as event_version -#}
{% macro row_version(columns) -%}
    {{ return(adapter.dispatch('row_version', 'moocdb')(columns)) }}
{%- endmacro %}

{% macro duckdb__row_version(columns) -%}
    hash({{ columns | join(', ') }})
{%- endmacro %}


{#- A text that changes when the rows of a group change, whatever their order: an aggregate over columns.
    It is kept to be compared, never published. Usage: {{ rows_version(['event_id', 'event_type']) }} -#}
{% macro rows_version(columns) -%}
    {{ return(adapter.dispatch('rows_version', 'moocdb')(columns)) }}
{%- endmacro %}

{% macro duckdb__rows_version(columns) -%}
    cast(count(*) as varchar) || '-' || cast(bit_xor(hash({{ columns | join(', ') }})) as varchar)
{%- endmacro %}
