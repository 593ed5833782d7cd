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
{{ join_scope('sessions') }}
left join user_agents
    on sessions.user_agent = user_agents.user_agent
where {{ is_in_scope('sessions', 'sessions.started_at') }}
