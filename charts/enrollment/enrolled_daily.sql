select
    enrollment_date as day,
    coalesce(mode, 'unknown') as mode,
    n_enrolled as learners
from marts.fct_enrollment_mode_daily
where course_id = $course
qualify enrollment_date > max(enrollment_date) over () - 400
order by day, mode
