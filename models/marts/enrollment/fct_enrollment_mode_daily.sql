with
enrollment_days as (
    select * from {{ ref('int_enrollment_days') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

-- A learner who changes mode joins the new one and leaves the old one on the same day.
moves as (
    select
        platform,
        course_id,
        mode,
        enrollment_date,
        1 as seen_change,
        case when is_enrolled then 1 else 0 end as enrolled_change
    from enrollment_days
    union all
    select
        platform,
        course_id,
        previous_mode as mode,
        enrollment_date,
        -1 as seen_change,
        case when was_enrolled then -1 else 0 end as enrolled_change
    from enrollment_days
    where not is_first_day
),

changes as (
    select
        platform,
        course_id,
        mode,
        enrollment_date,
        sum(seen_change) as seen_change,
        sum(enrolled_change) as enrolled_change
    from moves
    group by platform, course_id, mode, enrollment_date
),

course_modes as (
    select
        changes.platform,
        changes.course_id,
        changes.mode,
        min(changes.enrollment_date) as first_date,
        min(reporting_dates.as_of_date) as last_date
    from changes
    inner join reporting_dates
        on changes.course_id = reporting_dates.course_id
    group by changes.platform, changes.course_id, changes.mode
),

mode_days as (
    select
        course_modes.platform,
        course_modes.course_id,
        course_modes.mode,
        cast(days.spine_date as date) as enrollment_date
    from course_modes
    {{ join_days('course_modes.first_date', 'course_modes.last_date', 'days') }}
),

totals as (
    select
        mode_days.platform,
        mode_days.course_id,
        mode_days.enrollment_date,
        mode_days.mode,
        cast(sum(coalesce(changes.enrolled_change, 0)) over so_far as bigint) as n_enrolled,
        cast(sum(coalesce(changes.seen_change, 0)) over so_far as bigint) as n_cumulative
    from mode_days
    left join changes
        on
            mode_days.course_id = changes.course_id
            and mode_days.mode is not distinct from changes.mode
            and mode_days.enrollment_date = changes.enrollment_date
    window
        so_far as (
            partition by mode_days.course_id, mode_days.mode
            order by mode_days.enrollment_date
            rows between unbounded preceding and current row
        )
)

select * from totals
where n_cumulative > 0
