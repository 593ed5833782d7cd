{#- For an incremental model: true for rows of loads that the model does not have yet. By load, never
    by time of event, so that no late event is lost. Usage: where {{ is_in_new_load() }} -#}
{% macro is_in_new_load() -%}
    load_id > (select coalesce(max(earlier.load_id), 0) from {{ this }} as earlier)
{%- endmacro %}


{#- Deletes from a model that is incremental by load the rows of loads that were taken back (`loaders undo`),
    in the transaction that appends new ones. Rows of later loads go with them and are appended again by
    is_in_new_load(), since what was a duplicate in a later load may be the only one now.
    loaded: the relation that the model reads, or an earlier one whose rows have the same loads.
    Deleted, too, are rows whose line is gone or was masked (`loaders forget`).
    is_distinct: a row is the last load of several that hold the same, so all rows are read again.
    Usage: config(pre_hook="{{ forget_undone_loads(source('raw', 'edx_lines')) }}") -#}
{% macro forget_undone_loads(loaded, is_distinct=false) -%}
    {#- Outside of the condition, where dbt sees what the model depends on. -#}
    {%- set forgotten = source('raw', 'forgotten') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as held
        where
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
                    select 1 from {{ forgotten }} as forgotten
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
    {%- endif -%}
{%- endmacro %}


{#- For a model that is incremental by learner-course, as a CTE: the rows of `relation` whose
    learner-course the model does not hold, with their `learner_course_version`. A late event changes
    the windows around it, so a learner-course is reprocessed whole. The hook below has deleted before
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
    where touched.{{ moocdb.is_unbuilt() }}
    {%- endif %}
{%- endmacro %}


{#- For a model that is incremental by learner-course: true for rows of a learner-course that it does not
    hold. Usage: {% if is_incremental() %} where {{ is_unbuilt() }} {% endif %} -#}
{% macro is_unbuilt() -%}
    learner_course_id not in (select built.learner_course_id from {{ this }} as built)
{%- endmacro %}


{#- Deletes from a model that is incremental by learner-course what other events, other identities,
    another export, another event-type seed or other vars have made obsolete, in the transaction that
    makes it again. Usage: config(pre_hook="{{ forget_changed_learner_courses() }}") -#}
{% macro forget_changed_learner_courses(vars=[]) -%}
    {#- Outside of the condition, where dbt sees what the model depends on. -#}
    {%- set versions = ref('int_learner_course_versions') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as built
        where not exists (
            select 1 from {{ versions }} as versions
            where
                versions.learner_course_id = built.learner_course_id
                and {{ moocdb.learner_course_version('versions', vars) }}
                = built.learner_course_version
        )
    {%- endif -%}
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
    event_id not in (select built.event_id from {{ this }} as built)
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


{#- Deletes from an incremental model of events those that are gone, or of which the learner, the course,
    the event type or the line is another now, in the transaction that appends them again.
    Usage: config(pre_hook="{{ forget_changed_events('stg_edx__events') }}") -#}
{% macro forget_changed_events(relation) -%}
    {#- Outside of the condition, where dbt sees what the model depends on. -#}
    {%- set events = ref(relation) -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as built
        where not exists (
            select 1 from {{ events }} as events
            where
                events.event_id = built.event_id
                and events.event_version = built.event_version
        )
    {%- endif -%}
{%- endmacro %}


{#- Deletes from an incremental model of events that name a course themselves those whose course is spelled
    otherwise by now, in the transaction that appends them again.
    Usage: config(pre_hook=["{{ forget_changed_events('stg_edx__events') }}", "{{ forget_respelled_courses() }}"]) -#}
{% macro forget_respelled_courses() -%}
    {#- Outside of the condition, where dbt sees what the model depends on. -#}
    {%- set course_keys = ref('stg_edx__course_keys') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as built
        where
            built.course_id is not null
            and not exists (
                select 1 from {{ course_keys }} as course_keys
                where course_keys.course_id = built.course_id
            )
    {%- endif -%}
{%- endmacro %}
