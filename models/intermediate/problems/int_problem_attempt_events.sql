{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
coursera_attempts as (
    select * from {{ of_coursera('int_coursera_problem_attempts') }}
),

platform_attempts as (
    select
        'edx' as platform,
        event_id,
        load_id,
        event_at,
        line_no,
        learner_id,
        course_id,
        problem_id,
        block_id,
        problem_name,
        attempt_number,
        grade,
        max_grade,
        success,
        answers,
        correct_map,
        submission,
        saved_tags
    from {{ ref('stg_edx__problem_events') }}
    where
        {{ is_problem_attempt('event_type', 'event_source') }}
        and learner_id is not null
        and problem_id is not null
    union all
    select
        'coursera' as platform,
        event_id,
        load_id,
        event_at,
        line_no,
        learner_id,
        course_id,
        problem_id,
        block_id,
        problem_name,
        attempt_number,
        grade,
        max_grade,
        case
            when max_grade > 0 and grade >= max_grade then 'correct'
            when max_grade > 0 and grade < max_grade then 'incorrect'
        end as success,
        null as answers,
        null as correct_map,
        null as submission,
        null as saved_tags
    from coursera_attempts
),

attempts as (
    select
        *,
        {{ learner_course_id() }} as learner_course_id
    from platform_attempts
),

touched as (
    {{ touched_learner_courses('attempts') }}
),

compared as (
    select
        *,
        lag(event_at) over same_attempt as previous_at,
        lag(answers) over same_attempt as previous_answers
    from touched
    window
        same_attempt as (
            partition by learner_course_id, problem_id, attempt_number
            order by {{ event_order() }}
        )
)

select
    learner_course_id,
    learner_course_version,
    event_id,
    load_id,
    platform,
    course_id,
    learner_id,
    problem_id,
    block_id,
    problem_name,
    event_at as attempted_at,
    line_no,
    attempt_number,
    grade,
    max_grade,
    success,
    answers,
    correct_map,
    submission,
    saved_tags
from compared
-- Until 2013-07-15 the platform wrote every check twice, a moment apart.
where not coalesce(
    event_at < cast('2013-07-15' as timestamp)
    and answers = previous_answers
    and {{ seconds_between('previous_at', 'event_at') }} < 5,
    false
)
