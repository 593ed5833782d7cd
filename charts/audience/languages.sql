select
    coalesce(value_name, 'unknown') as value,
    n_learners as learners
from marts.rpt_audience
where course_id = $course and dimension = 'language' and n_learners > 0
order by value_name is null, learners desc, value_name
limit 15
