{#- True where a value of a var is the name of a time zone that the engine knows, in its letter case.
    Usage: {% if knows_time_zone(var('time_zone')) %} -#}
{% macro knows_time_zone(value) -%}
    {%- if value is not string or not modules.re.fullmatch('[A-Za-z0-9_+/-]+', value) -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(
        value == 'UTC' or run_query('select ' ~ is_time_zone("'" ~ value ~ "'")).rows[0][0]
    ) }}
{%- endmacro %}
