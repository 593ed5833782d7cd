with
acts as (
    select * from {{ ref('int_coursera_acts') }}
    where event_at is not null and learner_id is not null
),

submissions as (
    select * from {{ ref('stg_coursera__submissions') }}
),

answers as (
    select * from {{ ref('stg_coursera__answers') }}
),

questions as (
    select * from {{ ref('stg_coursera__questions') }}
),

items as (
    select * from {{ ref('stg_coursera__items') }}
),

responses as (
    select
        course_id,
        'quiz_submission' as kind,
        submission_number,
        block_id,
        part_id,
        {{ joined_texts('answer', '|', 'place') }} as answer,
        count(answer) as n_chosen,
        coalesce({{ exact_sum('points_over_none') }}, 0) as points_over_none,
        max(selected_score) as selected_score
    from answers
    group by course_id, submission_number, block_id, part_id
    union all
    select
        course_id,
        kind,
        submission_number,
        block_id,
        part_id,
        null as answer,
        0 as n_chosen,
        raw_score as points_over_none,
        null as selected_score
    from submissions
    where part_id is not null
),

-- A radio button left alone earns nothing; of a checkbox question every option earns or loses.
scored as (
    select
        responses.*,
        questions.question,
        questions.response_type,
        questions.max_points,
        case
            when questions.response_type = 'checkbox'
                then questions.score_of_none + responses.points_over_none
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
),

judged as (
    select
        *,
        case
            when share_of_credit >= 0.999999 then 'correct'
            when share_of_credit <= 0 then 'incorrect'
            when share_of_credit is not null then 'partially-correct'
        end as correctness
    from shared
),

collected as (
    select
        course_id,
        kind,
        submission_number,
        {{ json_collected('part_id', json_object({
            'question': 'question', 'answer': 'answer', 'response_type': 'response_type',
        })) }} as submission,
        {{ json_collected('part_id', json_object({
            'correctness': 'correctness', 'npoints': 'share_of_credit',
        })) }} as correct_map,
        max(max_points) as part_max_points,
        max(question) as part_title
    from judged
    group by course_id, kind, submission_number
),

quiz_points as (
    select
        course_id,
        block_id,
        case when count(*) = count(max_points) then {{ exact_sum('max_points') }} end
            as max_grade
    from questions
    group by course_id, block_id
)

-- A part of an assignment is handed in and graded by itself: it is a problem of its own.
select
    acts.event_id,
    acts.load_id,
    acts.event_at,
    submissions.submission_number as line_no,
    acts.learner_id,
    acts.course_id,
    coalesce('assignment_part/' || submissions.part_id, submissions.block_id) as problem_id,
    submissions.block_id,
    case when submissions.part_id is not null then collected.part_title else items.display_name end
        as problem_name,
    submissions.attempt_number,
    submissions.raw_score as grade,
    case
        when submissions.part_id is not null then collected.part_max_points
        else quiz_points.max_grade
    end as max_grade,
    collected.submission,
    collected.correct_map
from submissions
inner join acts
    on
        submissions.course_id = acts.course_id
        and submissions.kind || '/' || cast(submissions.submission_number as string)
        = acts.act_key
left join collected
    on
        submissions.course_id = collected.course_id
        and submissions.kind = collected.kind
        and submissions.submission_number = collected.submission_number
left join quiz_points
    on
        submissions.course_id = quiz_points.course_id
        and submissions.block_id = quiz_points.block_id
left join items
    on submissions.course_id = items.course_id and submissions.block_id = items.block_id
where submissions.block_id is not null
