with
checks as (
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
    checks.platform,
    checks.event_id,
    checks.load_id,
    checks.course_id,
    checks.learner_id,
    checks.problem_id,
    checks.block_id,
    checks.problem_name,
    checks.attempted_at,
    checks.line_no,
    checks.attempt_number,
    checks.grade,
    checks.max_grade,
    checks.success = 'correct' as is_correct,
    coalesce(parts.n_parts, 0) as n_parts,
    coalesce(parts.n_parts_correct, 0) as n_parts_correct,
    checks.saved_tags,
    events_in_scope.event_id is not null as is_counted
from checks
left join parts
    on checks.event_id = parts.event_id
left join events_in_scope
    on checks.event_id = events_in_scope.event_id
