with
answers as (
    {{ coursera_rows('quiz_answers', 'option_id, answer_text') }}
),

submissions as (
    {{ coursera_rows('quiz_submission_metadata', 'submission_time') }}
),

options as (
    {{ coursera_rows('quiz_options', 'place') }}
)

select
    answers.course_id,
    answers.submission_id as submission_number,
    'quiz/' || cast(submissions.item_id as string) as block_id,
    {{ trimmed('answers.question_id') }} as part_id,
    answers.place,
    coalesce(answers.answer_text, options.option_text, answers.option_id) as answer,
    {{ coursera_number('options.selected_score') }}
    - {{ coursera_number('options.unselected_score') }} as points_over_none,
    {{ coursera_number('options.selected_score') }} as selected_score
from answers
inner join submissions
    on
        answers.course_id = submissions.course_id
        and answers.submission_id = submissions.id
left join options
    on
        submissions.course_id = options.course_id
        and submissions.item_id = options.quiz_id
        and {{ trimmed('answers.question_id') }} = {{ trimmed('options.question_id') }}
        and {{ trimmed('answers.option_id') }} = {{ trimmed('options.option_id') }}
