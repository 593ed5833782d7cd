-- The numbers at the head of the report. One row per course.
with
enrollment as (
    select
        course_id,
        max_by(n_enrolled, enrollment_date) as n_enrolled,
        max_by(n_cumulative, enrollment_date) as n_ever_enrolled
    from marts.fct_enrollment_daily
    group by course_id
),

weeks as (
    select
        course_id,
        cast(date_trunc('week', last_event_at) as date) as last_week
    from marts.dim_courses
),

activity as (
    select
        weeks.course_id,
        weeks.last_week,
        coalesce(sum(active.n_learners) filter (where active.week_start_date = weeks.last_week), 0)
            as n_active,
        coalesce(
            sum(active.n_learners) filter (where active.week_start_date = weeks.last_week - 7), 0
        ) as n_active_before
    from weeks
    left join marts.fct_course_activity_weekly as active
        on weeks.course_id = active.course_id and active.activity = 'active'
    group by weeks.course_id, weeks.last_week
),

persons as (
    select
        course_id,
        count(*) filter (where viewed) as n_viewed,
        case when count(completed) > 0 then count(*) filter (where completed) end as n_completed,
        case when count(certified) > 0 then count(*) filter (where certified) end as n_certified,
        sum(video_seconds_watched) / 3600 as hours_watched,
        sum(n_problem_attempts) as n_attempts,
        sum(n_forum_posts) as n_posts
    from marts.fct_person_course
    group by course_id
),

staff as (
    select
        course_id,
        count(distinct learner_id) as n_staff
    from marts.dim_staff
    group by course_id
)

select
    courses.course_id,
    courses.platform,
    courses.name,
    courses.start_date,
    courses.end_date,
    cast(courses.first_event_at as date) as first_day,
    cast(courses.last_event_at as date) as last_day,
    enrollment.n_enrolled,
    enrollment.n_ever_enrolled,
    activity.last_week,
    activity.n_active,
    activity.n_active_before,
    persons.n_viewed,
    persons.n_completed,
    persons.n_certified,
    persons.hours_watched,
    persons.n_attempts,
    persons.n_posts,
    freshness.last_loaded_at,
    coalesce(staff.n_staff, 0) as n_staff,
    freshness.n_future_events + freshness.n_past_events as n_odd_times
from marts.dim_courses as courses
left join enrollment on courses.course_id = enrollment.course_id
left join activity on courses.course_id = activity.course_id
left join persons on courses.course_id = persons.course_id
left join staff on courses.course_id = staff.course_id
left join marts.rpt_course_freshness as freshness on courses.course_id = freshness.course_id
order by courses.last_event_at desc nulls last, courses.course_id
