-- Each day and area of fct_daily_interactions has the events that fct_interactions has then, and
-- the numbers of a course go from 1 to as many as it has.
with
interactions as (
    select
        course_id,
        local_date,
        area,
        count(*) as n_events
    from {{ ref('fct_interactions') }}
    group by course_id, local_date, area
),

counted as (
    select interactions.*
    from interactions
    inner join {{ ref('int_reporting_dates') }} as reporting_dates
        on
            interactions.course_id = reporting_dates.course_id
            and interactions.local_date <= reporting_dates.as_of_date
),

daily as (
    select * from {{ ref('fct_daily_interactions') }}
),

numbered as (
    select course_id
    from {{ ref('fct_interactions') }}
    group by course_id
    having
        count(distinct interaction_number) <> count(*)
        or min(interaction_number) <> 1
        or max(interaction_number) <> count(*)
)

select coalesce(counted.course_id, daily.course_id) as course_id
from counted
full outer join daily
    on
        counted.course_id = daily.course_id
        and counted.local_date = daily.activity_date
        and counted.area = daily.area
where counted.n_events is distinct from daily.n_events
union all
select course_id
from numbered
