{{ config(enabled=var('with_coursera')) }}

with
export_events as (
    select * from {{ ref('int_coursera_export_events') }}
    where event_at is not null and learner_id is not null
),

submissions as (
    select * from {{ ref('stg_coursera__submissions') }}
    where block_id is not null
),

questions as (
    select * from {{ ref('stg_coursera__questions') }}
),

items as (
    select * from {{ ref('stg_coursera__items') }}
),

quiz_points as (
    select
        course_id,
        block_id,
        case when count(*) = count(max_points) then {{ exact_sum('max_points') }} end
            as max_points
    from questions
    group by course_id, block_id
)

-- A part of an assignment is handed in and graded by itself: it is a problem of its own.
select
    export_events.event_id,
    export_events.load_id,
    export_events.event_at,
    submissions.kind,
    submissions.submission_number as line_no,
    export_events.learner_id,
    export_events.course_id,
    coalesce('assignment_part/' || submissions.part_id, submissions.block_id) as problem_id,
    submissions.block_id,
    submissions.part_id,
    case when submissions.part_id is not null then questions.question else items.display_name end
        as problem_name,
    submissions.attempt_number,
    submissions.raw_score as grade,
    case
        when submissions.part_id is not null then questions.max_points
        else quiz_points.max_points
    end as max_grade
from submissions
inner join export_events
    on
        submissions.course_id = export_events.course_id
        and submissions.kind || '/' || cast(submissions.submission_number as string)
        = export_events.act_key
left join questions
    on
        submissions.course_id = questions.course_id
        and submissions.block_id = questions.block_id
        and submissions.part_id = questions.part_id
left join quiz_points
    on
        submissions.course_id = quiz_points.course_id
        and submissions.block_id = quiz_points.block_id
left join items
    on submissions.course_id = items.course_id and submissions.block_id = items.block_id
