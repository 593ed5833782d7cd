{#- Who and what the marts count: rows of counted learners (`int_learner_courses.is_counted`) and of
    anonymous visitors, within the course's dates. -#}

{#- True where a time lies within the dates that the marts count of its course: always, unless
    `restrict_to_course_dates` is true and the seed `courses` dates the course. Needs `int_courses`
    joined (left) as `courses`. Usage: where {{ within_course_dates('events.event_at') }} -#}
{% macro within_course_dates(at, courses='courses') -%}
    coalesce({{ at }} >= {{ courses }}.counted_from, true)
    and coalesce({{ at }} < {{ courses }}.counted_until, true)
{%- endmacro %}


{#- The joins that `is_in_scope` needs, from a relation with the columns learner_id and course_id to the
    CTEs `learner_courses` (int_learner_courses) and `courses` (int_courses).
    Usage: from votes {{ join_scope('votes') }} -#}
{% macro join_scope(relation) -%}
    left join learner_courses
        on
            {{ relation }}.learner_id = learner_courses.learner_id
            and {{ relation }}.course_id is not distinct from learner_courses.course_id
    left join courses
        on {{ relation }}.course_id = courses.course_id
{%- endmacro %}


{#- True for the rows of a relation that the marts count. `at` is the time that decides.
    Usage: where {{ is_in_scope('votes', 'votes.event_at') }} -#}
{% macro is_in_scope(relation, at) -%}
    ({{ relation }}.learner_id is null or learner_courses.is_counted)
    and {{ moocdb.within_course_dates(at) }}
{%- endmacro %}
