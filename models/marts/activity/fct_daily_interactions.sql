with
activity_days as (
    select * from {{ ref('int_activity_days') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

daily as (
    select
        activity_days.platform,
        activity_days.course_id,
        activity_days.activity_date,
        activity_days.area,
        cast(sum(activity_days.n_events) as bigint) as n_events,
        count(distinct activity_days.learner_id) as n_learners
    from activity_days
    inner join reporting_dates
        on
            activity_days.course_id = reporting_dates.course_id
            and activity_days.activity_date <= reporting_dates.as_of_date
    where activity_days.course_id is not null and activity_days.area is not null
    group by
        activity_days.platform,
        activity_days.course_id,
        activity_days.activity_date,
        activity_days.area
)

select
    platform,
    course_id,
    activity_date,
    area,
    n_events,
    n_learners,
    coalesce(
        n_events > avg(n_events) over course_area + 2 * stddev_samp(n_events) over course_area,
        false
    ) as is_peak
from daily
window course_area as (partition by course_id, area)
