with
attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

problem_events as (
    select * from {{ ref('stg_edx__problem_events') }}
    where event_type in ('show_answer', 'hint_displayed', 'problem_rescore')
),

counted_events as (
    select * from {{ ref('int_counted_events') }}
    where event_family = 'problem'
),

numbered as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, problem_id
            order by attempted_at, line_no, event_id
        ) as try_number
    from attempts
),

tried as (
    select
        platform,
        course_id,
        learner_id,
        problem_id,
        count(*) as n_attempts,
        min(attempted_at) as first_attempt_at,
        max(attempted_at) as last_attempt_at,
        -- Where the log begins after the first attempt, nobody knows how that one went.
        bool_or(is_correct) filter (where try_number = 1 and coalesce(attempt_number, 1) <= 1)
            as is_correct_first_try,
        bool_or(is_correct) as is_correct_ever,
        min(try_number) filter (where is_correct) as n_attempts_to_correct,
        min(attempted_at) filter (where is_correct) as first_correct_at
    from numbered
    group by platform, course_id, learner_id, problem_id
),

helped as (
    select
        'edx' as platform,
        problem_events.course_id,
        problem_events.learner_id,
        problem_events.problem_id,
        count(*) filter (where problem_events.event_type = 'show_answer') as n_show_answers,
        count(*) filter (where problem_events.event_type = 'hint_displayed') as n_hints,
        min(problem_events.event_at) filter (where problem_events.event_type = 'show_answer')
            as first_shown_at
    from problem_events
    inner join counted_events
        on problem_events.event_id = counted_events.event_id
    where
        problem_events.problem_id is not null
        and problem_events.event_type in ('show_answer', 'hint_displayed')
    group by problem_events.course_id, problem_events.learner_id, problem_events.problem_id
),

-- The team may rescore what was handed in: a new grade, not a new attempt.
gradings as (
    select
        course_id,
        learner_id,
        problem_id,
        attempted_at as graded_at,
        line_no,
        event_id,
        grade,
        max_grade
    from attempts
    union all
    select
        course_id,
        subject_learner_id as learner_id,
        problem_id,
        event_at as graded_at,
        line_no,
        event_id,
        grade,
        max_grade
    from problem_events
    where event_type = 'problem_rescore'
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, problem_id
            order by graded_at desc, line_no desc, event_id desc
        ) as recency
    from gradings
),

graded as (
    select
        course_id,
        learner_id,
        problem_id,
        max(grade) as grade_best,
        max(grade) filter (where recency = 1) as grade_last,
        max(max_grade) filter (where recency = 1) as max_grade
    from ranked
    group by course_id, learner_id, problem_id
)

-- Only edX logs what help was taken.
select
    coalesce(tried.platform, helped.platform) as platform,
    coalesce(tried.course_id, helped.course_id) as course_id,
    coalesce(tried.learner_id, helped.learner_id) as learner_id,
    coalesce(tried.problem_id, helped.problem_id) as problem_id,
    coalesce(tried.n_attempts, 0) as n_attempts,
    tried.first_attempt_at,
    tried.last_attempt_at,
    tried.is_correct_first_try,
    tried.is_correct_ever,
    tried.n_attempts_to_correct,
    {{ seconds_between('tried.first_attempt_at', 'tried.first_correct_at') }}
        as seconds_to_first_correct,
    coalesce(helped.n_show_answers, case when tried.platform = 'edx' then 0 end) as n_show_answers,
    coalesce(
        helped.first_shown_at < tried.last_attempt_at,
        case when coalesce(tried.platform, helped.platform) = 'edx' then false end
    ) as showed_answer_before_attempt,
    coalesce(helped.n_hints, case when tried.platform = 'edx' then 0 end) as n_hints,
    graded.grade_best,
    graded.grade_last,
    graded.max_grade
from tried
full outer join helped
    on
        tried.learner_id = helped.learner_id
        and tried.course_id is not distinct from helped.course_id
        and tried.problem_id = helped.problem_id
left join graded
    on
        tried.learner_id = graded.learner_id
        and tried.course_id is not distinct from graded.course_id
        and tried.problem_id = graded.problem_id
