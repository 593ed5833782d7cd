{{ config(schema='private') }}

with
events as (
    select * from {{ ref('stg_edx__events') }}
    where event_family in ('course_team', 'rescore')
),

parsed as (
    select
        *,
        {{ json_fields('payload', [
            'user_id', 'student', 'problem_id', 'task_id', 'report_url', 'instructor_id',
        ]) }} as fields
    from events
)

select
    event_id,
    event_at,
    line_no,
    learner_id,
    course_id,
    event_type,
    event_source,
    raw_event_type,
    host,
    {{ trimmed('fields.user_id') }} as subject_user_id,
    {{ trimmed('fields.student') }} as subject_username,
    {{ trimmed('fields.problem_id') }} as problem_id,
    {{ trimmed('fields.instructor_id') }} as instructor_user_id,
    fields.task_id
from parsed
