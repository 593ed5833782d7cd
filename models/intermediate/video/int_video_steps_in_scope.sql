{{ config(materialized='view') }}

with
steps as (
    select * from {{ ref('int_video_steps') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

flawed_events as (
    select event_id
    from {{ ref('int_events') }}
    where time_flaw is not null
)

select
    steps.*,
    case
        when not steps.closes_segment then null
        when steps.end_seconds < steps.start_seconds then 'malformed'
        when
            steps.end_seconds - steps.start_seconds < {{ var('video_min_segment_seconds') }}
            then 'too short'
        else 'segment'
    end as fate
from steps
inner join learner_courses
    on
        steps.learner_id = learner_courses.learner_id
        and steps.course_id is not distinct from learner_courses.course_id
        and learner_courses.is_counted
left join courses
    on steps.course_id = courses.course_id
left join flawed_events
    on steps.event_id = flawed_events.event_id
where
    flawed_events.event_id is null
    and {{ within_course_dates('steps.event_at') }}
