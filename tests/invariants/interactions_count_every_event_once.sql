-- The days and areas of a course sum to its events of known kind.
with
events as (
    select
        scoped.course_id,
        count(*) as n_events
    from ({{ on_local_days(ref('int_events_in_scope'), 'event_at') }}) as scoped
    inner join {{ ref('int_reporting_dates') }} as reporting_dates
        on
            scoped.course_id = reporting_dates.course_id
            and scoped.activity_date <= reporting_dates.as_of_date
    where scoped.course_id is not null and scoped.area is not null
    group by scoped.course_id
),

daily as (
    select
        course_id,
        sum(n_events) as n_events
    from {{ ref('fct_daily_interactions') }}
    group by course_id
)

select coalesce(events.course_id, daily.course_id) as course_id
from events
full outer join daily
    on events.course_id = daily.course_id
where events.n_events is distinct from daily.n_events
