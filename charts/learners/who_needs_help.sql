select
    cast(learner_id as string) as learner,
    case
        when is_at_risk and is_struggling then 'at risk and struggling'
        when is_at_risk then 'at risk'
        else 'struggling'
    end as label,
    n_days_inactive as days,
    round(100 * share_of_due_work, 1) as due_work,
    problem_attempts as attempts
from marts.rpt_learner_status
where course_id = $course and (is_at_risk or is_struggling)
order by days desc nulls last, learner
limit 40
