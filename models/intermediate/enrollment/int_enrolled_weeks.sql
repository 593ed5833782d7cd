with
spells as (
    select * from {{ ref('int_enrollment_spells') }}
),

weeks as (
    select * from {{ ref('int_course_weeks') }}
)

select
    spells.platform,
    spells.course_id,
    spells.learner_id,
    weeks.week_start_date,
    bool_or(coalesce(cast(spells.ended_at as date) > weeks.last_day, true)) as is_enrolled_at_end
from spells
inner join weeks
    on
        spells.course_id = weeks.course_id
        and cast(spells.started_at as date) <= weeks.last_day
        and coalesce(cast(spells.ended_at as date) >= weeks.week_start_date, true)
group by spells.platform, spells.course_id, spells.learner_id, weeks.week_start_date
