{#- For an incremental model: true for rows of loads that the model does not have yet. By load, never
    by time of event, so that no late event is lost. Usage: where {{ is_in_new_load() }} -#}
{% macro is_in_new_load() -%}
    load_id > (select coalesce(max(earlier.load_id), 0) from {{ this }} as earlier)
{%- endmacro %}


{#- For an incremental model that is made anew by whole learners in courses: true for every row, old or
    new, of a learner_course_id that a new load touches in `relation`.
    Usage: where {{ is_touched_by_new_load('events') }} -#}
{% macro is_touched_by_new_load(relation) -%}
    learner_course_id in (
        select fresh.learner_course_id from {{ relation }} as fresh
        where fresh.{{ moocdb.is_in_new_load() }}
    )
{%- endmacro %}
