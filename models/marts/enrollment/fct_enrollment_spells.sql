with
spells as (
    select * from {{ ref('int_enrollment_spells') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

reporting_dates as (
    select
        *,
        cast(as_of_date + interval 1 day as date) as end_date
    from {{ ref('int_reporting_dates') }}
),

dated_spells as (
    select
        spells.*,
        {{ local_day('spells.started_at', 'calendars.time_zone') }} as start_date,
        {{ local_day('spells.ended_at', 'calendars.time_zone') }} as end_date
    from spells
    left join calendars
        on spells.course_id = calendars.course_id
),

counted_spells as (
    select
        spells.*,
        spells.start_date >= reporting_dates.first_date as is_plausible,
        least(spells.start_date, reporting_dates.end_date) as first_day,
        least(coalesce(spells.end_date, reporting_dates.end_date), reporting_dates.end_date)
            as last_day
    from dated_spells as spells
    inner join learner_courses
        on
            spells.learner_id = learner_courses.learner_id
            and spells.course_id = learner_courses.course_id
    left join reporting_dates
        on
            spells.platform = reporting_dates.platform
            and spells.course_id = reporting_dates.course_id
    where learner_courses.is_counted
)

select
    platform,
    course_id,
    learner_id,
    mode,
    started_at,
    ended_at,
    ended_by,
    case
        when is_plausible
            then
                cast(
                    {{ seconds_between('first_day', 'last_day') }} / 86400 as bigint
                )
    end as n_days
from counted_spells
