with
survey_answers as (
    select * from {{ ref('int_survey_answers') }}
),

resources as (
    select * from {{ ref('int_resources') }}
),

-- The question of a poll is not in the log; the name of its block is used instead.
named as (
    select
        survey_answers.*,
        case when survey_answers.question = 'choice' then resources.resource_name end as poll_name
    from survey_answers
    left join resources
        on
            survey_answers.course_id is not distinct from resources.course_id
            and survey_answers.survey_key = resources.node
)

select
    platform,
    course_id,
    learner_id,
    {{ surrogate_id(['platform', 'course_id', 'survey_key']) }} as survey_id,
    {{ surrogate_id(['platform', 'course_id', 'survey_key', 'question']) }} as question_id,
    {{ surrogate_id(['platform', 'course_id', 'survey_key', 'question', 'answer']) }} as answer_id,
    {{ event_surrogate_id([
        'platform', 'course_id', 'learner_id', 'survey_key', 'question', 'answer_key',
    ]) }} as feedback_id,
    coalesce(question_text, poll_name, question) as question_content,
    answer as answer_content,
    answered_at
from named
