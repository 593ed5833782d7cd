{#- The week of a course that a time falls into, 0 for the first; negative before the course. Weeks are of
    seven days on the clock of the course, whatever its offset from UTC does meanwhile. Needs
    `int_moocdb_courses` joined as `courses`. Usage: {{ course_week('attempted_at') }} as week_number -#}
{% macro course_week(at) -%}
    cast(floor({{ seconds_between(
        local_time('courses.started_at', 'courses.time_zone'), local_time(at, 'courses.time_zone')
    ) }} / 604800) as bigint)
{%- endmacro %}
