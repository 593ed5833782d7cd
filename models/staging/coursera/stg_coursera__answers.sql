{{ config(enabled=var('with_coursera')) }}

with
answers as (
    select * from {{ source('raw_coursera', 'quiz_answers') }}
),

submissions as (
    {{ coursera_rows('quiz_submission_metadata', 'submission_time') }}
),

options as (
    select
        course_id,
        quiz_id,
        question_id,
        option_id,
        option_text,
        {{ bounded('selected_score', 'points') }} as selected_score,
        {{ bounded('unselected_score', 'points') }} as unselected_score
    from {{ source('raw_coursera', 'quiz_options') }}
)

select
    answers.course_id,
    answers.submission_id as submission_number,
    'quiz/' || cast(submissions.item_id as string) as block_id,
    answers.question_id as part_id,
    answers.place,
    coalesce(answers.answer_text, options.option_text, answers.option_id) as answer,
    options.selected_score - options.unselected_score as points_over_none,
    options.selected_score
from answers
inner join submissions
    on
        answers.course_id = submissions.course_id
        and answers.submission_id = submissions.id
left join options
    on
        submissions.course_id = options.course_id
        and submissions.item_id = options.quiz_id
        and answers.question_id = options.question_id
        and answers.option_id = options.option_id
-- An option that a form sent twice was chosen once.
qualify
    row_number() over (
        partition by
            answers.course_id,
            answers.submission_id,
            answers.question_id,
            answers.option_id,
            answers.answer_text
        order by answers.place
    ) = 1
