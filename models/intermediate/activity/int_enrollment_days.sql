with
enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

counted as (
    select enrollment_states.*
    from ({{ on_local_days('enrollment_states', 'event_at', 'enrollment_date') }})
        as enrollment_states
    inner join learner_courses
        on
            enrollment_states.learner_id = learner_courses.learner_id
            and enrollment_states.course_id = learner_courses.course_id
    inner join reporting_dates
        on
            enrollment_states.course_id = reporting_dates.course_id
            and enrollment_states.enrollment_date
            between reporting_dates.first_date and reporting_dates.as_of_date
    where learner_courses.is_counted
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id, enrollment_date
            order by event_at desc, line_no desc, event_id desc
        ) as rank_from_end
    from counted
),

ends_of_day as (
    select
        platform,
        course_id,
        learner_id,
        enrollment_date,
        is_enrolled,
        mode
    from ranked
    where rank_from_end = 1
)

select
    *,
    coalesce(lag(is_enrolled) over learner_course, false) as was_enrolled,
    lag(mode) over learner_course as previous_mode,
    row_number() over learner_course = 1 as is_first_day
from ends_of_day
window learner_course as (partition by learner_id, course_id order by enrollment_date)
