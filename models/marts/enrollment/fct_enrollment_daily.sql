with
enrollment_days as (
    select * from {{ ref('int_enrollment_days') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

changes as (
    select
        platform,
        course_id,
        enrollment_date,
        count(*) filter (where is_first_day) as n_first_seen,
        count(*) filter (where is_enrolled and not was_enrolled) as n_activated,
        count(*) filter (where was_enrolled and not is_enrolled) as n_deactivated
    from enrollment_days
    group by platform, course_id, enrollment_date
),

courses as (
    select
        changes.platform,
        changes.course_id,
        min(changes.enrollment_date) as first_date,
        min(reporting_dates.as_of_date) as last_date
    from changes
    inner join reporting_dates
        on changes.course_id = reporting_dates.course_id
    group by changes.platform, changes.course_id
),

course_days as (
    select
        courses.platform,
        courses.course_id,
        cast(days.spine_date as date) as enrollment_date
    from courses
    {{ join_days('courses.first_date', 'courses.last_date', 'days') }}
)

select
    course_days.platform,
    course_days.course_id,
    course_days.enrollment_date,
    cast(sum(coalesce(changes.n_activated - changes.n_deactivated, 0)) over so_far as bigint)
        as n_enrolled,
    cast(sum(coalesce(changes.n_first_seen, 0)) over so_far as bigint) as n_cumulative,
    coalesce(changes.n_activated, 0) as n_activated,
    coalesce(changes.n_deactivated, 0) as n_deactivated
from course_days
left join changes
    on
        course_days.course_id = changes.course_id
        and course_days.enrollment_date = changes.enrollment_date
window
    so_far as (
        partition by course_days.course_id
        order by course_days.enrollment_date
        rows between unbounded preceding and current row
    )
