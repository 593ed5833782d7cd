with
weeks as (
    select
        cast(date_trunc('week', enrollment_date) as date) as week,
        sum(n_activated) as n_activated,
        sum(n_deactivated) as n_deactivated
    from marts.fct_enrollment_daily
    where course_id = $course
    group by week
    order by week desc
    limit 104
)

select
    week,
    'enrolled' as change,
    n_activated as learners,
    n_activated as balance
from weeks
union all
select
    week,
    'left' as change,
    n_deactivated as learners,
    -n_deactivated as balance
from weeks
where n_deactivated > 0
order by week, change
