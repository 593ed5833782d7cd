with
enrollment_events as (
    select * from {{ ref('int_edx_enrollment_events') }}
),

numbered as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id order by {{ event_order() }}
        ) as event_number
    from enrollment_events
),

marked as (
    select
        *,
        max(case when action <> 'mode_changed' then event_number end) over learner_course
            as last_flip_number,
        max(case when action <> 'deactivated' then event_number end) over learner_course
            as last_mode_number
    from numbered
    window learner_course as (partition by learner_id, course_id)
)

select
    course_id,
    learner_id,
    min(event_at) as first_logged_at,
    max(event_at) as last_logged_at,
    max(action) filter (where event_number = 1) as first_action,
    max(mode) filter (where event_number = 1) as first_mode,
    min(event_at) filter (where action = 'activated') as first_activated_at,
    bool_or(action = 'activated') filter (where event_number = last_flip_number) as is_enrolled,
    max(mode) filter (where event_number = last_mode_number) as mode
from marked
group by course_id, learner_id
