-- An enrolled learner has one open spell, in the mode of the enrollment; others have none. A
-- spell ends after its start and before the next. Where every spell of a course has days, they add
-- up to the learners that its days have in each mode.
with
spells as (
    select
        *,
        lead(started_at) over (
            partition by learner_id, course_id order by started_at
        ) as next_started_at
    from {{ ref('fct_enrollment_spells') }}
),

enrollments as (
    select * from {{ ref('fct_enrollments') }}
),

mode_days as (
    select
        course_id,
        mode,
        sum(n_enrolled) as n_days
    from {{ ref('fct_enrollment_mode_daily') }}
    group by course_id, mode
),

open_spells as (
    select
        learner_id,
        course_id,
        count(*) as n_open,
        max(mode) as mode
    from spells
    where ended_at is null
    group by learner_id, course_id
),

undated as (
    select distinct course_id
    from spells
    where n_days is null
),

spell_days as (
    select
        course_id,
        mode,
        sum(n_days) as n_days
    from spells
    group by course_id, mode
)

select
    coalesce(enrollments.course_id, open_spells.course_id) as course_id,
    'open spells' as flaw
from enrollments
full outer join open_spells
    on
        enrollments.learner_id = open_spells.learner_id
        and enrollments.course_id = open_spells.course_id
where
    enrollments.learner_id is null
    or coalesce(open_spells.n_open, 0) <> cast(enrollments.is_enrolled as integer)
    or (enrollments.is_enrolled and enrollments.mode is distinct from open_spells.mode)
union all
select
    course_id,
    'order of spells' as flaw
from spells
where
    ended_at <= started_at
    or (next_started_at is not null and coalesce(ended_at > next_started_at, true))
    or (ended_by = 'mode_changed' and next_started_at is distinct from ended_at)
    or (ended_by is null) <> (ended_at is null)
union all
select
    coalesce(spell_days.course_id, mode_days.course_id) as course_id,
    'days' as flaw
from spell_days
full outer join mode_days
    on
        spell_days.course_id = mode_days.course_id
        and spell_days.mode is not distinct from mode_days.mode
where
    coalesce(spell_days.n_days, 0) <> coalesce(mode_days.n_days, 0)
    and coalesce(spell_days.course_id, mode_days.course_id) not in (
        select undated.course_id from undated
    )
