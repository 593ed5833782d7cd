select
    cohort_week as cohort,
    week_number,
    retention,
    n_active as active,
    n_cohort as cohort_size
from marts.rpt_retention_weekly
where course_id = $course and week_number between 1 and 30
qualify cohort_week < min(cohort_week) over () + 7 * 30
order by cohort, week_number
