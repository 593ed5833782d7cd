{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses(['session_gap_minutes'])) }}",
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
    {{ touched_learner_courses('events', ['session_gap_minutes']) }}
),

spaced as (
    select
        *,
        coalesce({{ seconds_between('lag(event_at) over learner_course', 'event_at') }} > {{
            var('session_gap_minutes') * 60
        }}, true) as is_first
    from touched
    window learner_course as (
        partition by learner_course_id order by {{ event_order() }}
    )
),

numbered as (
    select
        *,
        {{ running_count('is_first', 'learner_course_id') }} as session_number
    from spaced
),

agents as (
    select
        learner_course_id,
        learner_course_version,
        platform,
        learner_id,
        course_id,
        session_number,
        user_agent,
        max(load_id) as load_id,
        min(event_at) as started_at,
        max(event_at) as ended_at,
        count(*) as n_events,
        count(*) filter (where event_family = 'video') as n_video_events,
        count(*) filter (where {{ is_problem_attempt('event_type', 'event_source') }})
            as n_problem_attempts
    from numbered
    group by
        learner_course_id, learner_course_version, platform, learner_id, course_id, session_number,
        user_agent
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_course_id, session_number
            order by user_agent is null asc, n_events desc, user_agent asc
        ) as agent_rank
    from agents
)

select
    learner_course_id,
    learner_course_version,
    platform,
    learner_id,
    course_id,
    session_number,
    max(load_id) as load_id,
    min(started_at) as started_at,
    max(ended_at) as ended_at,
    cast(sum(n_events) as bigint) as n_events,
    cast(sum(n_video_events) as bigint) as n_video_events,
    cast(sum(n_problem_attempts) as bigint) as n_problem_attempts,
    max(user_agent) filter (where agent_rank = 1) as user_agent
from ranked
group by
    learner_course_id, learner_course_version, platform, learner_id, course_id, session_number
