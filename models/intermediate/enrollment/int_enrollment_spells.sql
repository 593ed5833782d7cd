with
enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
),

-- The last of several events at one instant takes precedence, so that no spell has zero length.
ranked_states as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, event_at order by line_no desc, event_id desc
        ) as rank_from_end
    from enrollment_states
),

instants as (
    select
        platform,
        course_id,
        learner_id,
        event_at,
        is_enrolled,
        case when is_enrolled then mode end as mode
    from ranked_states
    where rank_from_end = 1
),

instant_pairs as (
    select
        *,
        coalesce(lag(is_enrolled) over in_time, false) as was_enrolled,
        lag(mode) over in_time as previous_mode
    from instants
    window in_time as (partition by learner_id, course_id order by event_at)
),

state_changes as (
    select
        *,
        lead(event_at) over in_time as next_at,
        lead(is_enrolled) over in_time as is_enrolled_next
    from instant_pairs
    where is_enrolled <> was_enrolled or mode is distinct from previous_mode
    window in_time as (partition by learner_id, course_id order by event_at)
)

select
    platform,
    course_id,
    learner_id,
    mode,
    event_at as started_at,
    next_at as ended_at,
    case
        when is_enrolled_next then 'mode_changed'
        when not is_enrolled_next then 'deactivated'
    end as ended_by
from state_changes
where is_enrolled
