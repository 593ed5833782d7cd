{#- What several models ask of an event, in one place each. -#}

{#- The id of a learner in a course, the key that per-learner models are reprocessed by. Needs the columns
    learner_id and course_id. Usage: {{ learner_course_id() }} as learner_course_id -#}
{% macro learner_course_id() -%}
    {{ surrogate_id(['learner_id', 'course_id']) }}
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
