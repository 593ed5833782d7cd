{#- The rows of a relation with one more column, week_number: the week of their course (0 for the first)
    that their time `at` falls into. Rows of courses without a start have no week and are left out. Needs
    the column course_id. Usage: from ({{ on_course_weeks('sessions', 'started_at') }}) as sessions -#}
{% macro on_course_weeks(relation, at) -%}
    select
        placed.*,
        {{ course_week('placed.' ~ at) }} as week_number
    from {{ relation }} as placed
    inner join {{ ref('int_feature_courses') }} as courses
        on placed.course_id = courses.course_id
{%- endmacro %}
