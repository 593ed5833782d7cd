with
problem_events as (
    select * from {{ ref('stg_edx__problem_events') }}
    where event_type in ('show_answer', 'hint_displayed') and problem_id is not null
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where event_family = 'problem'
)

select
    problem_events.course_id,
    problem_events.learner_id,
    problem_events.problem_id,
    count(*) filter (where problem_events.event_type = 'show_answer') as n_show_answers,
    count(*) filter (where problem_events.event_type = 'hint_displayed') as n_hints,
    min(problem_events.event_at) filter (where problem_events.event_type = 'show_answer')
        as first_shown_at
from problem_events
inner join events_in_scope
    on problem_events.event_id = events_in_scope.event_id
group by problem_events.course_id, problem_events.learner_id, problem_events.problem_id
