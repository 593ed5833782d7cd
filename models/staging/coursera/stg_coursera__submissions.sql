{{ config(enabled=var('with_coursera'), schema='private') }}

with
quiz_submissions as (
    {{ coursera_rows('quiz_submission_metadata', 'submission_time') }}
),

saved as (
    select * from {{ source('raw_coursera', 'quiz_submissions') }}
),

assignment_submissions as (
    {{ coursera_rows('assignment_submission_metadata', 'submission_time') }}
),

parts as (
    {{ coursera_rows('assignment_part_metadata', 'part_order') }}
)

select
    quiz_submissions.load_id,
    quiz_submissions.course_id,
    'quiz_submission' as kind,
    quiz_submissions.id as submission_number,
    'session_user_id' as id_kind,
    {{ coursera_session_user_id('quiz_submissions') }} as person_id,
    'quiz/' || cast(quiz_submissions.item_id as string) as block_id,
    cast(null as string) as part_id,
    {{ epoch_timestamp('saved.start_time') }} as started_at,
    coalesce(
        {{ epoch_timestamp('saved.saved_time') }},
        {{ epoch_timestamp('quiz_submissions.submission_time') }}
    ) as submitted_at,
    {{ bounded('quiz_submissions.submission_number', 'place') }} as attempt_number,
    {{ bounded('quiz_submissions.raw_score', 'points') }} as raw_score
from quiz_submissions
left join saved
    on
        quiz_submissions.course_id = saved.course_id
        and quiz_submissions.id = saved.submission_id
union all
select
    assignment_submissions.load_id,
    assignment_submissions.course_id,
    'assignment_submission' as kind,
    assignment_submissions.id as submission_number,
    'session_user_id' as id_kind,
    {{ coursera_session_user_id('assignment_submissions') }} as person_id,
    'assignment/' || cast(parts.assignment_id as string) as block_id,
    cast(assignment_submissions.item_id as string) as part_id,
    null as started_at,
    {{ epoch_timestamp('assignment_submissions.submission_time') }} as submitted_at,
    {{ bounded('assignment_submissions.submission_number', 'place') }} as attempt_number,
    {{ bounded('assignment_submissions.raw_score', 'points') }} as raw_score
from assignment_submissions
left join parts
    on
        assignment_submissions.course_id = parts.course_id
        and assignment_submissions.item_id = parts.id
