{{ config(enabled=var('with_coursera')) }}

with
questions as (
    select * from {{ source('raw_coursera', 'quiz_questions') }}
),

options as (
    select
        course_id,
        quiz_id,
        question_id,
        {{ bounded('selected_score', 'points') }} as selected_score,
        {{ bounded('unselected_score', 'points') }} as unselected_score
    from {{ source('raw_coursera', 'quiz_options') }}
),

parts as (
    {{ coursera_rows('assignment_part_metadata', 'part_order') }}
),

scores as (
    select
        course_id,
        quiz_id,
        question_id,
        max(selected_score) as best_score,
        {{ exact_sum('greatest(selected_score, unselected_score)') }} as sum_of_best_scores,
        {{ exact_sum('unselected_score') }} as score_of_none
    from options
    group by course_id, quiz_id, question_id
)

select
    questions.course_id,
    'quiz/' || cast(questions.quiz_id as string) as block_id,
    questions.question_id as part_id,
    questions.place,
    coalesce(questions.choice_type, 'text') as response_type,
    questions.question_text as question,
    -- The export does not contain the points of a typed text.
    case
        when questions.choice_type = 'checkbox' then scores.sum_of_best_scores
        else scores.best_score
    end as max_points,
    scores.score_of_none
from questions
left join scores
    on
        questions.course_id = scores.course_id
        and questions.quiz_id = scores.quiz_id
        and questions.question_id = scores.question_id
union all
select
    course_id,
    'assignment/' || cast(assignment_id as string) as block_id,
    cast(id as string) as part_id,
    {{ bounded('part_order', 'place') }} as place,
    'assignment' as response_type,
    title as question,
    {{ bounded('maximum_score', 'max_points') }} as max_points,
    null as score_of_none
from parts
