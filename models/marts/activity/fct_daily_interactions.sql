with
activity_days as (
    select * from {{ ref('int_activity_days') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

due_dates as (
    select * from {{ ref('int_due_dates') }}
),

dated_courses as (
    select distinct course_id
    from due_dates
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
    daily.platform,
    daily.course_id,
    daily.activity_date,
    daily.area,
    daily.n_events,
    daily.n_learners,
    coalesce(
        daily.n_events > avg(daily.n_events) over course_area
        + 2 * stddev_samp(daily.n_events) over course_area,
        false
    ) as is_peak,
    coalesce(
        due_dates.n_due, case when dated_courses.course_id is not null then 0 end
    ) as n_due,
    due_dates.due_names
from daily
left join due_dates
    on daily.course_id = due_dates.course_id and daily.activity_date = due_dates.due_date
left join dated_courses
    on daily.course_id = dated_courses.course_id
window course_area as (partition by daily.course_id, daily.area)
