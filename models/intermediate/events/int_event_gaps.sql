{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
events as (
    select * from {{ ref('int_events') }}
    where
        learner_id is not null
        and {{ is_own_act('event_source') }}
        and time_flaw is null
),

touched as (
    {{ touched_learner_courses('events') }}
)

select
    learner_course_id,
    learner_course_version,
    event_id,
    load_id,
    learner_id,
    course_id,
    event_at,
    line_no,
    {{ seconds_between('event_at', 'lead(event_at) over learner_course') }} as seconds_to_next
from touched
window learner_course as (
    partition by learner_course_id order by {{ event_order() }}
)
