select
    activity_date as day,
    area,
    n_events as events,
    n_learners as learners,
    is_peak,
    n_due as due,
    due_names
from marts.fct_daily_interactions
where course_id = $course
qualify activity_date > max(activity_date) over () - 400
order by day, area
