with
problem_events as (
    select * from {{ ref('stg_edx__problem_events') }}
    where event_type = 'show_answer' and problem_id is not null
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where event_family = 'problem'
)

select
    events_in_scope.platform,
    events_in_scope.course_id,
    events_in_scope.learner_id,
    events_in_scope.event_id,
    events_in_scope.event_at,
    problem_events.problem_id
from problem_events
inner join events_in_scope
    on problem_events.event_id = events_in_scope.event_id
where events_in_scope.course_id is not null
