{{ config(schema='private') }}

with
poll_events as (
    select * from {{ ref('stg_edx__poll_events') }}
    where event_type in ('poll_submitted', 'survey_submitted')
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

event_blocks as (
    select * from {{ ref('int_event_blocks') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
),

usernames as (
    select * from {{ ref('int_learner_usernames') }}
),

responses as (
    select * from {{ ref('int_problem_responses') }}
    where answer is not null
),

survey_quizzes as (
    select * from {{ of_coursera('int_coursera_content') }}
    where block_type = 'quiz' and format = 'survey'
),

course_survey as (
    select
        *,
        {{ listed_time(trimmed('cast(answered_at as string)')) }} as listed_at
    from {{ ref('course_survey') }}
),

survey_choices as (
    select
        event_id,
        {{ each_json_entry('choices', as_json=true) }} as choice
    from poll_events
),

block_answers as (
    select
        event_id,
        'choice' as question,
        choice as answer
    from poll_events
    where choice is not null
    union all
    select
        event_id,
        choice.key as question,
        {{ json_joined('choice.value', '|') }} as answer
    from survey_choices
    where {{ json_joined('choice.value', '|') }} is not null
)

select
    events_in_scope.platform,
    events_in_scope.course_id,
    events_in_scope.learner_id,
    block_answers.event_id as answer_key,
    event_blocks.node as survey_key,
    block_answers.question,
    cast(null as string) as question_text,
    block_answers.answer,
    events_in_scope.event_at as answered_at
from block_answers
inner join events_in_scope
    on block_answers.event_id = events_in_scope.event_id
inner join event_blocks
    on block_answers.event_id = event_blocks.event_id
union all
select
    events_in_scope.platform,
    events_in_scope.course_id,
    events_in_scope.learner_id,
    responses.event_id as answer_key,
    survey_quizzes.block_id as survey_key,
    responses.part_id as question,
    responses.question as question_text,
    responses.answer,
    events_in_scope.event_at as answered_at
from responses
inner join survey_quizzes
    on
        responses.course_id = survey_quizzes.course_id
        and responses.problem_id = survey_quizzes.block_id
inner join events_in_scope
    on responses.event_id = events_in_scope.event_id
union all
select
    learner_courses.platform,
    learner_courses.course_id,
    learner_courses.learner_id,
    cast(course_survey.listed_at as string) as answer_key,
    course_survey.survey as survey_key,
    course_survey.question,
    course_survey.question as question_text,
    course_survey.answer,
    course_survey.listed_at as answered_at
from course_survey
inner join usernames
    on
        {{ trimmed('course_survey.username') }} = usernames.username
        and coalesce(course_survey.platform, 'edx') = usernames.platform
inner join learner_courses
    on
        usernames.learner_id = learner_courses.learner_id
        and {{ trimmed('course_survey.course_id') }} = learner_courses.course_id
