with
activity_days as (
    select * from {{ ref('int_activity_days') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
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
    inner join as_of
        on activity_days.activity_date <= as_of.as_of_date
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
