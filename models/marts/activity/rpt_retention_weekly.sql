with
activity_days as (
    select * from {{ ref('int_activity_days') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

learner_weeks as (
    select distinct
        activity_days.platform,
        activity_days.course_id,
        activity_days.learner_id,
        {{ week_start('activity_days.activity_date') }} as week_start_date
    from activity_days
    inner join reporting_dates
        on
            activity_days.course_id = reporting_dates.course_id
            and activity_days.activity_date <= reporting_dates.as_of_date
    where activity_days.learner_id is not null and activity_days.course_id is not null
),

cohort_members as (
    select
        platform,
        course_id,
        learner_id,
        week_start_date,
        min(week_start_date) over (partition by course_id, learner_id) as cohort_week
    from learner_weeks
),

cohorts as (
    select
        platform,
        course_id,
        cohort_week,
        count(distinct learner_id) as n_cohort
    from cohort_members
    group by platform, course_id, cohort_week
),

course_ends as (
    select
        course_id,
        max(week_start_date) as last_week
    from learner_weeks
    group by course_id
),

-- Every week from the cohort's first to the course's last, so that a week without learners is 0.
cohort_weeks as (
    select
        cohorts.platform,
        cohorts.course_id,
        cohorts.cohort_week,
        cohorts.n_cohort,
        cast(days.spine_date as date) as week_start_date
    from cohorts
    inner join course_ends
        on cohorts.course_id = course_ends.course_id
    {{ join_days('cohorts.cohort_week', 'course_ends.last_week', 'days') }}
    where {{ week_start('days.spine_date') }} = cast(days.spine_date as date)
),

active as (
    select
        course_id,
        cohort_week,
        week_start_date,
        count(*) as n_active
    from cohort_members
    group by course_id, cohort_week, week_start_date
)

select
    cohort_weeks.platform,
    cohort_weeks.course_id,
    cohort_weeks.cohort_week,
    cast(
        {{ seconds_between('cohort_weeks.cohort_week', 'cohort_weeks.week_start_date') }} / 604800
        as integer
    ) as week_number,
    cohort_weeks.n_cohort,
    coalesce(active.n_active, 0) as n_active,
    coalesce(active.n_active, 0) / cast(cohort_weeks.n_cohort as double) as retention
from cohort_weeks
left join active
    on
        cohort_weeks.course_id = active.course_id
        and cohort_weeks.cohort_week = active.cohort_week
        and cohort_weeks.week_start_date = active.week_start_date
