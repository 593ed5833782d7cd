{{ config(materialized='view') }}

with
events as (
    select * from {{ ref('int_events') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
)

select events.*
from events
left join learner_courses
    on
        events.learner_id = learner_courses.learner_id
        and events.course_id is not distinct from learner_courses.course_id
left join courses
    on events.course_id = courses.course_id
where
    (events.learner_id is null or learner_courses.is_counted)
    and {{ within_course_dates('events.event_at') }}
