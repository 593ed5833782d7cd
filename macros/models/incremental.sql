{#- For an incremental model: true for rows of loads that the model does not have yet. By load, never
    by time of event, so that no late event is lost. Usage: where {{ is_in_new_load() }} -#}
{% macro is_in_new_load() -%}
    load_id > (select coalesce(max(earlier.load_id), 0) from {{ moocdb.held_rows() }} as earlier)
{%- endmacro %}


{#- The pre_hook of an incremental model: deletes the rows that meet a condition, such as undone_loads(), or
    another one, before the rows of the model are appended. A condition calls the model `held`.
    Usage: config(pre_hook="{{ delete_outdated(changed_events('stg_edx__events'), respelled_courses()) }}") -#}
{% macro delete_outdated(condition, other_condition='false') -%}
    {%- if is_incremental() -%}
        {{ moocdb.delete_where('(' ~ condition ~ ') or (' ~ other_condition ~ ')') }}
    {%- endif -%}
{%- endmacro %}


{#- A condition for delete_outdated(), of a model that is incremental by load: rows of loads that were taken back
    (`loaders undo`). Rows of later loads go with them and are appended again by is_in_new_load(), since what
    was a duplicate in a later load may be the only one now. So do rows whose line is gone or was masked
    (`loaders forget`).
    loaded: the relation that the model reads, or an earlier one whose rows have the same loads.
    is_distinct: a row is the last load of several that hold the same, so all rows are read again.
    Usage: config(pre_hook="{{ delete_outdated(undone_loads(source('raw', 'edx_lines'))) }}") -#}
{% macro undone_loads(loaded, is_distinct=false) -%}
    held.load_id >= (
        select {{ '0' if is_distinct else 'min(built.load_id)' }}
        from {{ this }} as built
        where not exists (
            select 1 from {{ loaded }} as loaded
            where loaded.load_id = built.load_id
        )
        {%- if is_distinct %}
        limit 1
        {%- endif %}
    )
    or (
        exists (
            select 1 from {{ source('raw', 'forgotten') }} as forgotten
            where
                forgotten.forgotten_by
                > (select max(built.load_id) from {{ this }} as built)
        )
        {%- if not is_distinct %}
        and not exists (
            select 1 from {{ loaded }} as loaded
            where
                loaded.file_id = held.file_id
                and loaded.line_no = held.line_no
                and loaded.load_id = held.load_id
        )
        {%- endif %}
    )
{%- endmacro %}


{#- For a model that is incremental by learner-course, as a CTE: the rows of `relation` whose
    learner-course the model does not hold, with their `learner_course_version`. A late event changes
    the windows around it, so a learner-course is reprocessed whole. delete_outdated() has deleted before
    what is out of date. `vars` name the vars that shape the model's rows.
    Usage: touched as ({{ touched_learner_courses('events', ['session_gap_minutes']) }}) -#}
{% macro touched_learner_courses(relation, vars=[]) -%}
    select
        touched.*,
        {{ moocdb.learner_course_version('versions', vars) }} as learner_course_version
    from {{ relation }} as touched
    left join {{ ref('int_learner_course_versions') }} as versions
        on touched.learner_course_id = versions.learner_course_id
    {%- if is_incremental() %}
    where {{ moocdb.is_not_held('touched.learner_course_id') }}
    {%- endif %}
{%- endmacro %}


{#- For a model that is incremental by learner-course: true for rows of a learner-course that it does not
    hold. Usage: {% if is_incremental() %} where {{ is_unbuilt() }} {% endif %} -#}
{% macro is_unbuilt() -%}
    {{ moocdb.is_not_held('learner_course_id') }}
{%- endmacro %}


{#- For an incremental model: true for rows whose key it does not hold. `not in` would have Spark send all keys
    to every worker, for the sake of null. Usage: where {{ is_not_held('event_id') }} -#}
{% macro is_not_held(key) -%}
    not exists (
        select 1 from (select {{ key.split('.')[-1] }} as held_key from {{ moocdb.held_rows() }}) as built
        where built.held_key = {{ key }}
    )
{%- endmacro %}


{#- A condition for delete_outdated(), of a model that is incremental by learner-course: rows that other events, other
    identities, another export, another event-type seed or other vars have made obsolete.
    Usage: config(pre_hook="{{ delete_outdated(changed_learner_courses()) }}") -#}
{% macro changed_learner_courses(vars=[]) -%}
    not exists (
        select 1 from {{ ref('int_learner_course_versions') }} as versions
        where
            versions.learner_course_id = held.learner_course_id
            and {{ moocdb.learner_course_version('versions', vars) }}
            = held.learner_course_version
    )
{%- endmacro %}


{#- The version of the input of a learner-course, as a text: its events and the values of vars.
    Usage: {{ learner_course_version('versions', ['session_gap_minutes']) }} -#}
{% macro learner_course_version(versions, vars=[]) -%}
    {{ versions }}.version
    {%- for name in vars %} || ' {{ name }}={{ var(name) }}'{% endfor %}
{%- endmacro %}


{#- For an incremental model of events: true for an event that it does not hold.
    Usage: {% if is_incremental() %} where {{ is_missing_event() }} {% endif %} -#}
{% macro is_missing_event() -%}
    {{ moocdb.is_not_held('event_id') }}
{%- endmacro %}


{#- For an incremental model of a family of edX events, as a CTE: the events and payloads that meet a
    condition and that the model does not hold.
    Usage: events as ({{ missing_event_payloads("event_family = 'video'") }}) -#}
{% macro missing_event_payloads(condition) -%}
    select * from {{ ref('stg_edx__event_payloads') }}
    where
        {{ condition }}
        {%- if is_incremental() %}
        and {{ moocdb.is_missing_event() }}
        {%- endif %}
{%- endmacro %}


{#- A condition for delete_outdated(), of an incremental model of events: those that are gone, or of which the learner,
    the course, the event type or the line is another now.
    Usage: config(pre_hook="{{ delete_outdated(changed_events('stg_edx__events')) }}") -#}
{% macro changed_events(relation) -%}
    not exists (
        select 1 from {{ ref(relation) }} as events
        where
            events.event_id = held.event_id
            and events.event_version = held.event_version
    )
{%- endmacro %}


{#- A condition for delete_outdated(), of an incremental model of events that name a course themselves: those whose
    course is spelled otherwise by now.
    Usage: config(pre_hook="{{ delete_outdated(changed_events('stg_edx__events'), respelled_courses()) }}") -#}
{% macro respelled_courses() -%}
    held.course_id is not null
    and not exists (
        select 1 from {{ ref('stg_edx__course_keys') }} as course_keys
        where course_keys.course_id = held.course_id
    )
{%- endmacro %}
