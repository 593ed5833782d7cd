{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='learner_course_id',
    on_schema_change='fail',
    pre_hook='{{ forget_reloaded_courses() }}',
) }}

with
events as (
    select
        *,
        {{ learner_course_id() }} as learner_course_id
    from {{ ref('int_events') }}
    where
        learner_id is not null
        and {{ is_own_act('event_source') }}
        and time_flaw is null
),

-- A late event changes the gaps around it: whoever is touched by a new load is made anew, whole.
touched as (
    select * from events
    {% if is_incremental() %}
        where {{ is_touched_by_new_load('events') }}
    {% endif %}
)

select
    learner_course_id,
    event_id,
    load_id,
    learner_id,
    course_id,
    event_at,
    line_no,
    {{ seconds_between('event_at', 'lead(event_at) over learner_course') }} as seconds_to_next
from touched
window learner_course as (
    partition by learner_course_id order by event_at, line_no, event_id
)
