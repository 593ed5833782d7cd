{{ config(enabled=var('with_coursera')) }}

with
attempts as (
    select * from {{ ref('int_coursera_problem_attempts') }}
),

answers as (
    select * from {{ ref('stg_coursera__answers') }}
    where part_id is not null
),

questions as (
    select * from {{ ref('stg_coursera__questions') }}
),

quiz_parts as (
    select
        course_id,
        submission_number,
        part_id,
        {{ joined_texts('answer', '|', 'place') }} as answer,
        count(answer) as n_chosen,
        count(points_over_none) as n_with_points,
        coalesce({{ exact_sum('points_over_none') }}, 0) as points_over_none,
        max(selected_score) as selected_score
    from answers
    group by course_id, submission_number, part_id
),

responses as (
    select
        attempts.event_id,
        attempts.course_id,
        attempts.block_id,
        quiz_parts.part_id,
        quiz_parts.answer,
        quiz_parts.n_chosen,
        quiz_parts.n_with_points,
        quiz_parts.points_over_none,
        quiz_parts.selected_score
    from attempts
    inner join quiz_parts
        on
            attempts.course_id = quiz_parts.course_id
            and attempts.line_no = quiz_parts.submission_number
    where attempts.kind = 'quiz_submission'
    union all
    select
        event_id,
        course_id,
        block_id,
        part_id,
        null as answer,
        0 as n_chosen,
        0 as n_with_points,
        grade as points_over_none,
        null as selected_score
    from attempts
    where part_id is not null
),

-- A radio button left alone earns nothing; of a checkbox question every option earns or loses, and
-- one that the quiz does not have makes its points unknown.
scored as (
    select
        responses.*,
        questions.question,
        questions.response_type,
        questions.max_points,
        case
            when questions.response_type = 'checkbox'
                then
                    case
                        when responses.n_with_points = responses.n_chosen
                            then questions.score_of_none + responses.points_over_none
                    end
            when questions.response_type = 'assignment' then responses.points_over_none
            when questions.max_points is null then null
            when responses.n_chosen = 0 then 0
            when responses.n_chosen = 1 then responses.selected_score
        end as points
    from responses
    left join questions
        on
            responses.course_id = questions.course_id
            and responses.block_id = questions.block_id
            and responses.part_id = questions.part_id
),

shared as (
    select
        *,
        {{ bounded('points / nullif(max_points, 0)', 'points') }} as share_of_credit
    from scored
)

select
    event_id,
    part_id,
    question,
    answer,
    response_type,
    case
        when share_of_credit >= 0.999999 then 'correct'
        when share_of_credit <= 0 then 'incorrect'
        when share_of_credit is not null then 'partially-correct'
    end as correctness,
    share_of_credit
from shared
