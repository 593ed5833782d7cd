{#- True where a time lies within the dates that the marts count of its course: always, unless
    `restrict_to_course_dates` is true and the seed `courses` dates the course. Needs `int_courses`
    joined (left) as `courses`. Usage: where {{ within_course_dates('events.event_at') }} -#}
{% macro within_course_dates(at) -%}
    coalesce(cast({{ at }} as date) >= courses.first_counted_date, true)
    and coalesce(cast({{ at }} as date) <= courses.last_counted_date, true)
{%- endmacro %}
