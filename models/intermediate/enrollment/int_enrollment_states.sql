with
enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

-- is_enrolled after each event: what the last activation or deactivation so far says.
ordered as (
    select
        *,
        count(case when action in ('activated', 'deactivated') then 1 end) over (
            partition by learner_id, course_id
            order by event_at, line_no, event_id
            rows between unbounded preceding and current row
        ) as flip_number
    from enrollment_events
),

flipped as (
    select
        *,
        max(case action when 'activated' then 1 when 'deactivated' then 0 end) over (
            partition by learner_id, course_id, flip_number
        ) = 1 as is_enrolled_or_unknown
    from ordered
)

select
    platform,
    event_id,
    event_at,
    line_no,
    course_id,
    learner_id,
    action,
    mode,
    coalesce(is_enrolled_or_unknown, false) as is_enrolled,
    coalesce(lag(is_enrolled_or_unknown) over (
        partition by learner_id, course_id order by event_at, line_no, event_id
    ), false) as was_enrolled
from flipped
