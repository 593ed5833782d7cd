with
events as (
    select event_at from {{ ref('int_events') }}
    union all
    select event_at from {{ ref('int_enrollment_events') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

span as (
    select
        min(cast(events.event_at as date)) as first_date,
        greatest(max(cast(events.event_at as date)), max(as_of.as_of_date)) as last_date
    from events
    cross join as_of
)

select
    cast(dates.spine_date as date) as date_day,
    {{ week_start('dates.spine_date') }} as week_start_date,
    {{ week_start('dates.spine_date') }} = cast(dates.spine_date as date) as is_monday
from span
{{ join_days('span.first_date', 'span.last_date', 'dates') }}
