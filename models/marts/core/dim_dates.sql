with
reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

span as (
    select
        min(first_date) as first_date,
        greatest(max(last_date), max(as_of_date)) as last_date
    from reporting_dates
)

select
    cast(dates.spine_date as date) as date_day,
    {{ week_start('dates.spine_date') }} as week_start_date,
    {{ week_start('dates.spine_date') }} = cast(dates.spine_date as date) as is_monday
from span
{{ join_days('span.first_date', 'span.last_date', 'dates') }}
