{#- The week of a course that a time falls into, 0 for the first; negative before the course.
    Usage: {{ course_week('courses.started_at', 'attempted_at') }} as week_number -#}
{% macro course_week(started_at, at) -%}
    cast(floor({{ seconds_between(started_at, at) }} / 604800) as bigint)
{%- endmacro %}
