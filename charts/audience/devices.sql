select
    coalesce(value, 'unknown') as value,
    n_learners as learners
from marts.rpt_audience
where course_id = $course and dimension = 'device_type' and n_learners > 0
order by value is null, learners desc, value
limit 15
