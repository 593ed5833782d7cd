with
activity_days as (
    select * from {{ ref('int_activity_days') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
)

select
    activity_days.platform,
    {{ week_start('activity_days.activity_date') }} as week_start_date,
    count(distinct activity_days.learner_id) as n_learners
from activity_days
inner join reporting_dates
    on
        activity_days.platform = reporting_dates.platform
        and activity_days.course_id is not distinct from reporting_dates.course_id
        and activity_days.activity_date <= reporting_dates.as_of_date
where activity_days.learner_id is not null
group by activity_days.platform, {{ week_start('activity_days.activity_date') }}
