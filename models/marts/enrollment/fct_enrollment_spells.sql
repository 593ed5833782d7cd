with
spells as (
    select * from {{ ref('int_enrollment_spells') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

reporting_dates as (
    select
        platform,
        course_id,
        cast(first_date as timestamp) as first_midnight,
        cast(as_of_date as timestamp) + interval 1 day as last_midnight
    from {{ ref('int_reporting_dates') }}
),

counted_spells as (
    select
        spells.*,
        reporting_dates.last_midnight,
        spells.started_at >= reporting_dates.first_midnight as is_plausible,
        date_trunc('day', spells.started_at) as start_midnight,
        coalesce(date_trunc('day', spells.ended_at), reporting_dates.last_midnight) as end_midnight
    from spells
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
                    {{ seconds_between(
                        'least(start_midnight, last_midnight)', 'least(end_midnight, last_midnight)'
                    ) }} / 86400 as bigint
                )
    end as n_days
from counted_spells
