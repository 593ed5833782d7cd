with
sessions as (
    select * from {{ ref('int_sessions') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

user_agents as (
    select * from {{ ref('int_user_agents') }}
)

select
    sessions.platform,
    sessions.course_id,
    sessions.learner_id,
    sessions.session_number,
    sessions.started_at,
    sessions.ended_at,
    {{ seconds_between('sessions.started_at', 'sessions.ended_at') }} as seconds, -- noqa
    sessions.n_events,
    sessions.n_video_events,
    sessions.n_problem_attempts,
    user_agents.device_type
from sessions
inner join learner_courses
    on
        sessions.learner_id = learner_courses.learner_id
        and sessions.course_id is not distinct from learner_courses.course_id
        and learner_courses.is_counted
left join courses
    on sessions.course_id = courses.course_id
left join user_agents
    on sessions.user_agent = user_agents.user_agent
where {{ within_course_dates('sessions.started_at') }}
