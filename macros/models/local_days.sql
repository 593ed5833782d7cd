{#- The rows of a relation with one more column, the day of their time `at` in the zone of their course
    (`int_course_calendars`; without a course, that of the var `time_zone`). `is_counted` keeps those
    within the dates that the marts count. Needs the column course_id.
    Usage: from ({{ on_local_days('sessions', 'started_at') }}) -#}
{% macro on_local_days(relation, at, day='activity_date', is_counted=false) -%}
    select
        dated.*,
        {{ local_day('dated.' ~ at, 'calendars.time_zone') }} as {{ day }}
    from {{ relation }} as dated
    left join {{ ref('int_course_calendars') }} as calendars
        on dated.course_id = calendars.course_id
    {%- if is_counted %}
    where {{ moocdb.within_course_dates('dated.' ~ at, 'calendars') }}
    {%- endif %}
{%- endmacro %}
