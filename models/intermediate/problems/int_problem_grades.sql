with
attempts as (
    select * from {{ ref('int_problem_attempts') }}
    where is_counted
),

user_names as (
    select * from {{ ref('stg_edx__user_names') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

rescores as (
    select
        events.*,
        coalesce(
            user_names.learner_id,
            {{ learner_id('salt.salt', 'edx', 'username', 'events.subject_username') }}
        ) as subject_learner_id
    from {{ ref('stg_edx__problem_events') }} as events
    cross join salt
    left join user_names
        on {{ edx_account_has_name('user_names', 'events.subject_username', 'events.event_at') }}
    where events.event_type = 'problem_rescore'
),

-- A rescore is a new grade of the learner whom it names, not a new attempt.
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
    from rescores
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, problem_id
            order by graded_at desc, line_no desc, event_id desc
        ) as recency
    from gradings
    where learner_id is not null and problem_id is not null
)

select
    course_id,
    learner_id,
    problem_id,
    max(grade) as grade_best,
    max(grade) filter (where recency = 1) as grade_last,
    max(max_grade) filter (where recency = 1) as max_grade
from ranked
group by course_id, learner_id, problem_id
