{#- Why a value of a seed is not what its column holds, as the rest of a sentence; nothing if it is. -#}
{% macro fault_of_value(value, rule, row) -%}
    {%- if rule is not string -%}
        {{ 'is not one of ' ~ rule | join(', ') ~ '.' if value not in rule }}
    {%- elif rule == 'time' and not moocdb.is_listed_time(value) -%}
        is neither a day (2025-09-15) nor a time without offset (2025-09-15 09:00).
    {%- elif rule == 'time zone' and not moocdb.knows_time_zone(value) -%}
        is not the name of a time zone, for example Europe/Berlin; leave it empty for the var time_zone.
    {%- elif rule == 'whole number' and not modules.re.fullmatch('[0-9]{1,9}', value) -%}
        is not a whole number.
    {%- elif rule == 'name pattern' and not modules.re.fullmatch('(?=.*[A-Za-z]{3})[!-~]+', value) -%}
        is not the pattern of a name: write it without blanks, with three letters in a row; * is any text.
    {%- elif rule == 'course' and row['platform'] in ['edx', '', none] and not modules.re.fullmatch(
        'course-v1:[^/+ ]+[+][^/+ ]+[+][^/+ ]+|ccx-v1:[^/+ ]+([+][^/+ ]+){2}[+]ccx@[0-9]+'
        ~ '|[^/:+ ]+/[^/:+ ]+/[^/:+ ]+', value
    ) -%}
        is not a course key: write course-v1:Org+Course+Run or Org/Course/Run, as the logs spell it.
    {%- elif rule == 'course' and not modules.re.fullmatch('[^ %]+', value) -%}
        is not the key of a course: write it as the logs spell it.
    {%- endif -%}
{%- endmacro %}
