with
attempts as (
    select * from {{ ref('int_problem_attempt_events') }}
),

responses as (
    select * from {{ ref('int_problem_responses') }}
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where event_family = 'problem'
),

parts as (
    select
        event_id,
        count(*) as n_parts,
        count(*) filter (where correctness = 'correct') as n_parts_correct
    from responses
    group by event_id
)

select
    attempts.platform,
    attempts.event_id,
    attempts.load_id,
    attempts.course_id,
    attempts.learner_id,
    attempts.problem_id,
    attempts.block_id,
    attempts.problem_name,
    attempts.attempted_at,
    attempts.line_no,
    attempts.attempt_number,
    attempts.grade,
    attempts.max_grade,
    attempts.success = 'correct' as is_correct,
    coalesce(parts.n_parts, 0) as n_parts,
    coalesce(parts.n_parts_correct, 0) as n_parts_correct,
    attempts.saved_tags,
    events_in_scope.event_id is not null as is_counted
from attempts
left join parts
    on attempts.event_id = parts.event_id
left join events_in_scope
    on attempts.event_id = events_in_scope.event_id
