-- The numbers at the head of the report. One row per course.
with
persons as (
    select
        course_id,
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
),

-- Enrolled as the logs say, without a row in the course's data package.
missing_rows as (
    select
        course_id,
        count(*) as n_enrolled_not_in_package
    from marts.rpt_enrollment_differences
    where difference = 'not in package' and log_value = 'true'
    group by course_id
)

select
    courses.course_id,
    courses.platform,
    courses.name,
    courses.start_date,
    courses.end_date,
    cast(timezone(zones.time_zone, timezone('UTC', courses.first_event_at)) as date) as first_day,
    cast(timezone(zones.time_zone, timezone('UTC', courses.last_event_at)) as date) as last_day,
    courses.as_of_date,
    courses.n_enrolled,
    courses.n_registered,
    courses.n_active_7_days,
    courses.n_active_previous_7_days,
    courses.n_viewed,
    courses.n_completed,
    courses.n_certified,
    persons.hours_watched,
    persons.n_attempts,
    persons.n_posts,
    freshness.last_loaded_at,
    coalesce(staff.n_staff, 0) as n_staff,
    freshness.n_future_events + freshness.n_past_events as n_odd_times,
    coalesce(missing_rows.n_enrolled_not_in_package, 0) as n_enrolled_not_in_package
from marts.rpt_courses as courses
inner join marts.dim_courses as zones on courses.course_id = zones.course_id
left join persons on courses.course_id = persons.course_id
left join staff on courses.course_id = staff.course_id
left join missing_rows on courses.course_id = missing_rows.course_id
left join marts.rpt_course_freshness as freshness on courses.course_id = freshness.course_id
order by courses.last_event_at desc nulls last, courses.course_id
