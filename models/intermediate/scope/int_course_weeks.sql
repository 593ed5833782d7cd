with
reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
    where course_id is not null
)

select
    reporting_dates.platform,
    reporting_dates.course_id,
    cast(days.spine_date as date) as week_start_date,
    least(cast(days.spine_date + interval 6 day as date), reporting_dates.as_of_date) as last_day
from reporting_dates
{{ join_days(week_start('reporting_dates.first_date'), 'reporting_dates.as_of_date', 'days') }}
where {{ week_start('days.spine_date') }} = cast(days.spine_date as date)
