with
enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
),

numbered as (
    select
        *,
        action = 'activated' or (action = 'mode_changed' and is_enrolled) as sets_mode,
        row_number() over (
            partition by learner_id, course_id order by {{ event_order() }}
        ) as event_number
    from enrollment_states
),

marked as (
    select
        *,
        max(event_number) over learner_course as last_number,
        max(case when sets_mode then event_number end) over learner_course as last_mode_number,
        min(case when action = 'activated' then event_number end) over learner_course
            as first_activation_number
    from numbered
    window learner_course as (partition by learner_id, course_id)
)

select
    platform,
    course_id,
    learner_id,
    bool_or(is_enrolled) filter (where event_number = last_number) as is_enrolled,
    max(mode) filter (where event_number = last_mode_number) as mode,
    max(mode) filter (where event_number = first_activation_number) as first_mode,
    min(event_at) filter (where event_number = first_activation_number) as first_enrolled_at,
    max(event_at) filter (where action = 'deactivated' and was_enrolled) as last_unenrolled_at,
    min(event_at) filter (where sets_mode and mode = 'verified') as first_verified_at,
    min(event_at) filter (where sets_mode and mode = 'credit') as first_credit_at
from marked
where first_activation_number is not null
group by platform, course_id, learner_id
