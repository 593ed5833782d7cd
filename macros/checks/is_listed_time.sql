{#- Tells whether a text is a day or a time of day that there is, as `listed_time` reads it. -#}
{% macro is_listed_time(value) -%}
    {%- set found = modules.re.fullmatch(
        '([0-9]{4})-([0-9]{2})-([0-9]{2})([T ]([0-9]{2}):([0-9]{2})(:([0-9]{2}))?)?', value
    ) -%}
    {%- if not found -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set year, month, day = found[1] | int, found[2] | int, found[3] | int -%}
    {%- if not (1 <= year < 9999 and 1 <= month <= 12 and day >= 1) -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set later = modules.datetime.date(year, month, 28) + modules.datetime.timedelta(days=4) -%}
    {%- set n_days = (later - modules.datetime.timedelta(days=later.day)).day -%}
    {{ return(
        day <= n_days and (found[5] or 0) | int <= 23 and (found[6] or 0) | int <= 59
        and (found[8] or 0) | int <= 59
    ) }}
{%- endmacro %}
