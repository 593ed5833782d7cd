{#- Conditions on events that several models use. -#}

{#- The id of a learner in a course, the key that per-learner models are reprocessed by. Needs the columns
    learner_id and course_id. Usage: {{ learner_course_id() }} as learner_course_id -#}
{% macro learner_course_id() -%}
    {{ event_surrogate_id(['learner_id', 'course_id']) }}
{%- endmacro %}


{#- True for an event that its sender caused, false for one that a task of the platform sent in a learner's
    name. Usage: where {{ is_own_act('event_source') }} -#}
{% macro is_own_act(event_source) -%}
    coalesce({{ event_source }}, '') <> 'task'
{%- endmacro %}


{#- True for an attempt at a problem: the server's problem_check. The browser's event and the request of
    the same click are none. Usage: where {{ is_problem_attempt('event_type', 'event_source') }} -#}
{% macro is_problem_attempt(event_type, event_source) -%}
    {{ event_type }} = 'problem_check' and {{ event_source }} = 'server'
{%- endmacro %}


{#- How many rows of a group meet a condition, from its first event up to this one: the number of the
    session, visit or state that an event belongs to, if the condition is true for events that open one. Needs the
    columns event_at, line_no and event_id. Usage: {{ running_count('is_first', 'learner_course_id') }} -#}
{% macro running_count(condition, partition_by) -%}
    count(case when {{ condition }} then 1 end) over (
        partition by {{ partition_by }}
        order by event_at, line_no, event_id
        rows between unbounded preceding and current row
    )
{%- endmacro %}
