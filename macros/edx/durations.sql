{#- Seconds of a duration as Studio writes it (`2 days 5 hours`, `30 minutes 1 second`);
    null for what names none of these units, and for more than a year. Usage: {{ edx_duration('fields.graceperiod') }} -#}
{% macro edx_duration(text) -%}
    {%- set units = {'day': 86400, 'hour': 3600, 'minute': 60, 'second': 1} -%}
    {%- set known, parts = [], [] -%}
    {%- for unit, seconds in units.items() -%}
        {%- set part = safe_bigint(matched(text, '([0-9]{1,9}) *' ~ unit, 1)) -%}
        {%- do known.append(part) -%}
        {%- do parts.append(seconds ~ ' * coalesce(' ~ part ~ ', 0)') -%}
    {%- endfor -%}
    case
        when coalesce({{ known | join(', ') }}) is not null
            then {{ bounded('(' ~ parts | join(' + ') ~ ')', 'duration_seconds') }}
    end
{%- endmacro %}
