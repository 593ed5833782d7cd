with
courses as (
    select * from {{ ref('int_courses') }}
),

events_in_scope as (
    select * from {{ ref('int_events_in_scope') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

course_events as (
    select
        course_id,
        count(*) as n_events,
        min(event_at) as first_event_at,
        max(event_at) as last_event_at
    from events_in_scope
    group by course_id
),

course_learners as (
    select
        course_id,
        count(*) as n_learners
    from learner_courses
    where is_counted
    group by course_id
)

select
    courses.platform,
    courses.course_id,
    courses.org,
    courses.course_number,
    courses.run,
    courses.name,
    courses.start_date,
    courses.end_date,
    courses.starts_at,
    courses.ends_at,
    courses.time_zone,
    courses.term,
    course_events.first_event_at,
    course_events.last_event_at,
    coalesce(course_events.n_events, 0) as n_events,
    coalesce(course_learners.n_learners, 0) as n_learners
from courses
left join course_events
    on courses.course_id = course_events.course_id
left join course_learners
    on courses.course_id = course_learners.course_id
