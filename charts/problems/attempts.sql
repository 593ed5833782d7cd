select
    case when n_attempts >= 10 then '10+' else cast(n_attempts as varchar) end as attempts,
    case is_correct_ever
        when true then 'right in the end' when false then 'wrong so far' else 'unknown'
    end as outcome,
    count(*) as pairs
from marts.fct_learner_problems
where course_id = $course and n_attempts > 0
group by all
order by min(n_attempts), outcome
