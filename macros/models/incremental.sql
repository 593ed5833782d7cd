{#- For an incremental model: true for rows of loads that the model does not have yet. By load, never
    by time of event, so that no late event is lost. Usage: where {{ is_in_new_load() }} -#}
{% macro is_in_new_load() -%}
    load_id > (select coalesce(max(earlier.load_id), 0) from {{ this }} as earlier)
{%- endmacro %}


{#- For an incremental model: true for every row of a course whose export was replaced by a load that
    the model does not have yet. The rows it has of such a course must be forgotten before, by the hook
    below: people and rows may be gone, and names may lead to other people.
    Usage: where {{ is_in_new_load() }} or {{ is_in_reloaded_course() }} -#}
{% macro is_in_reloaded_course() -%}
    course_id in (
        select reloaded.course_id from {{ ref('int_reloaded_courses') }} as reloaded
        where reloaded.{{ moocdb.is_in_new_load() }}
    )
{%- endmacro %}


{#- Deletes what an incremental model has of such courses, in the transaction that makes them anew.
    Usage: config(pre_hook='{{ forget_reloaded_courses() }}') -#}
{% macro forget_reloaded_courses() -%}
    {#- Outside of the condition, where dbt sees what the model depends on. -#}
    {%- set is_reloaded = moocdb.is_in_reloaded_course() -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where {{ is_reloaded }}
    {%- endif -%}
{%- endmacro %}


{#- For an incremental model that is made anew by whole learners in courses: true for every row, old or
    new, of a learner_course_id that a new load touches in `relation`, and of a reloaded course.
    Usage: where {{ is_touched_by_new_load('events') }} -#}
{% macro is_touched_by_new_load(relation) -%}
    (
        learner_course_id in (
            select fresh.learner_course_id from {{ relation }} as fresh
            where fresh.{{ moocdb.is_in_new_load() }}
        )
        or {{ moocdb.is_in_reloaded_course() }}
    )
{%- endmacro %}
