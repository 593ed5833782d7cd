select
    coalesce(value, 'unknown') as value,
    n_learners as learners
from marts.rpt_audience
where course_id = $course and dimension = 'language' and n_learners > 0
order by value is null, learners desc, value
limit 15
