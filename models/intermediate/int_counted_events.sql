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
inner join learner_courses
    on
        events.learner_id = learner_courses.learner_id
        and events.course_id is not distinct from learner_courses.course_id
        and learner_courses.is_counted
{% if var('restrict_to_course_dates') %}
left join courses
    on events.course_id = courses.course_id
where
    cast(events.event_at as date) >= coalesce(courses.start_date, cast(events.event_at as date))
    and cast(events.event_at as date) <= coalesce(courses.end_date, cast(events.event_at as date))
{% endif %}
