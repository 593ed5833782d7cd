with
team_events as (
    select * from {{ ref('stg_edx__team_events') }}
    where team_id is not null
),

event_subjects as (
    select * from {{ ref('int_edx_event_subjects') }}
),

spells as (
    select
        team_events.course_id,
        team_events.team_id,
        event_subjects.learner_id,
        team_events.event_id,
        team_events.event_type,
        team_events.event_at as joined_at,
        lead(team_events.event_at) over (
            partition by team_events.course_id, team_events.team_id, event_subjects.learner_id
            order by {{ event_order('team_events') }}
        ) as left_at
    from team_events
    inner join event_subjects
        on team_events.subject_user_id = event_subjects.user_id
)

select
    course_id,
    team_id,
    learner_id,
    event_id,
    joined_at,
    left_at
from spells
where event_type = 'team_learner_added'
