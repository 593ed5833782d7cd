{{ config(materialized='view') }}

with
events as (
    select * from {{ ref('int_events') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
)

select
    events.platform,
    events.course_id,
    events.event_id,
    events.event_at,
    events.learner_id,
    events.event_type,
    events.event_family,
    events.event_source,
    events.area,
    events.session_id,
    events.url,
    events.block_id,
    events.time_flaw,
    coalesce(learner_courses.is_staff, false) as is_staff
from events
left join learner_courses
    on
        events.learner_id = learner_courses.learner_id
        and events.course_id is not distinct from learner_courses.course_id
