-- Everybody is there in week 0, nobody is in two cohorts, and no week has more than the cohort.
with
retention as (
    select * from {{ ref('rpt_retention_weekly') }}
),

cohorts as (
    select
        course_id,
        sum(n_cohort) as n_learners
    from retention
    where week_number = 0
    group by course_id
),

learners as (
    select
        activity_days.course_id,
        count(distinct activity_days.learner_id) as n_learners
    from {{ ref('int_activity_days') }} as activity_days
    inner join {{ ref('int_reporting_dates') }} as reporting_dates
        on
            activity_days.course_id = reporting_dates.course_id
            and activity_days.activity_date <= reporting_dates.as_of_date
    where activity_days.learner_id is not null and activity_days.course_id is not null
    group by activity_days.course_id
)

select course_id
from retention
where (week_number = 0 and retention <> 1) or n_active > n_cohort or week_number < 0
union all
select coalesce(cohorts.course_id, learners.course_id) as course_id
from cohorts
full outer join learners
    on cohorts.course_id = learners.course_id
where cohorts.n_learners is distinct from learners.n_learners
