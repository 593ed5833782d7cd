with
steps as (
    select
        n_events as events,
        max(cumulative_share) as share
    from marts.rpt_learner_activity
    where course_id = $course
    group by n_events
)

select
    max(events) as events,
    max(share) as share
from steps
group by floor(share * 199)
order by events
