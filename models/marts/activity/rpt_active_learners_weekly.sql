with
activity_days as (
    select * from {{ ref('int_activity_days') }}
)

select
    platform,
    {{ week_start('activity_date') }} as week_start_date,
    count(distinct learner_id) as n_learners
from activity_days
where learner_id is not null
group by platform, {{ week_start('activity_date') }}
