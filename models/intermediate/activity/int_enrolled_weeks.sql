with
spells as (
    select * from {{ ref('int_enrollment_spells') }}
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

weeks as (
    select * from {{ ref('int_course_weeks') }}
),

dated as (
    select
        spells.*,
        {{ local_day('spells.started_at', 'calendars.time_zone') }} as started_date,
        {{ local_day('spells.ended_at', 'calendars.time_zone') }} as ended_date
    from spells
    left join calendars
        on spells.course_id = calendars.course_id
)

select
    dated.platform,
    dated.course_id,
    dated.learner_id,
    weeks.week_start_date,
    bool_or(coalesce(dated.ended_date > weeks.last_day, true)) as is_enrolled_at_end
from dated
inner join weeks
    on
        dated.course_id = weeks.course_id
        and dated.started_date <= weeks.last_day
        and coalesce(dated.ended_date >= weeks.week_start_date, true)
group by dated.platform, dated.course_id, dated.learner_id, weeks.week_start_date
