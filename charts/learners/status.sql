with
counts as (
    select
        count(*) as everybody,
        count(*) filter (where is_active_last_7_days) as active,
        count(*) filter (where is_highly_engaged) as highly_engaged,
        count(*) filter (where is_struggling) as struggling,
        case when bool_or(is_running) then count(*) filter (where is_at_risk) end as at_risk
    from marts.rpt_learner_status
    where course_id = $course
    having count(*) > 0
),

labels as (
    select 2 as place, 'active in the last 7 days' as label, active as learners from counts
    union all
    select 3, 'highly engaged', highly_engaged from counts
    union all
    select 4, 'struggling', struggling from counts
    union all
    select 5, 'at risk', at_risk from counts
)

select
    labels.label,
    labels.learners,
    labels.learners / counts.everybody as share,
    counts.everybody
from labels
cross join counts
where labels.learners is not null
order by labels.place
