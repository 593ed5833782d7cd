with
enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

flips as (
    select
        *,
        case action when 'activated' then true when 'deactivated' then false end as flips_to
    from enrollment_events
)

select
    platform,
    source,
    event_id,
    event_at,
    line_no,
    course_id,
    learner_id,
    action,
    mode,
    coalesce({{ last_known('flips_to', 'so_far') }}, false) as is_enrolled,
    coalesce({{ lag_known('flips_to') }} over in_time, false) as was_enrolled
from flips
window
    in_time as (
        partition by learner_id, course_id order by {{ event_order() }}
    ),
    so_far as (
        partition by learner_id, course_id
        order by {{ event_order() }}
        rows between unbounded preceding and current row
    )
