with
events as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

sessions as (
    select * from {{ ref('fct_sessions') }}
),

-- A gap belongs to the event that ends it: what comes after the week cannot change it.
gaps as (
    select
        event_id,
        lag(seconds_to_next) over (
            partition by learner_course_id order by {{ event_order() }}
        ) as seconds_since_last
    from {{ ref('int_event_gaps') }}
),

own_events as (
    select
        events.*,
        gaps.seconds_since_last
    from events
    inner join gaps
        on events.event_id = gaps.event_id
),

weeks as (
    select
        course_id,
        learner_id,
        week_number,
        count(*) as n_events,
        count(distinct activity_date) as n_active_days,
        coalesce({{ exact_sum(
            'case when seconds_since_last <= ' ~ var('session_gap_minutes') * 60
            ~ ' then seconds_since_last end'
        ) }}, 0) as active_seconds
    from
        ({{ on_course_weeks('(' ~ on_local_days('own_events', 'event_at') ~ ')', 'event_at') }})
            as placed_events
    where week_number >= 0
    group by course_id, learner_id, week_number
),

session_weeks as (
    select
        course_id,
        learner_id,
        week_number,
        count(*) as n_sessions
    from ({{ on_course_weeks('sessions', 'started_at') }}) as placed_sessions
    where week_number >= 0
    group by course_id, learner_id, week_number
)

select
    weeks.course_id,
    weeks.learner_id,
    weeks.week_number,
    weeks.n_events,
    weeks.n_active_days,
    weeks.active_seconds,
    coalesce(session_weeks.n_sessions, 0) as n_sessions
from weeks
left join session_weeks
    on
        weeks.course_id = session_weeks.course_id
        and weeks.learner_id = session_weeks.learner_id
        and weeks.week_number = session_weeks.week_number
