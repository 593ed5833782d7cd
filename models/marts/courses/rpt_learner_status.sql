with
person_courses as (
    select *
    from ({{ on_local_days(ref('fct_person_course'), 'registered_at', 'registered_date') }})
),

courses as (
    select * from {{ ref('dim_courses') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

due_work as (
    select * from {{ ref('fct_due_work') }}
),

recent_engagement as (
    select * from {{ ref('fct_recent_engagement') }}
),

high_bounds as (
    select
        course_id,
        max(high_from) filter (where metric = 'problem_attempts_per_completed')
            as problem_attempts_per_completed,
        max(high_from) filter (where metric = 'problems_attempted') as problems_attempted,
        max(high_from) filter (where metric = 'problems_completed') as problems_completed,
        max(high_from) filter (where metric = 'videos_viewed') as videos_viewed,
        max(high_from) filter (where metric = 'discussion_contributions')
            as discussion_contributions
    from {{ ref('rpt_engagement_ranges') }}
    group by course_id
),

active_days as (
    select
        days.learner_id,
        days.course_id,
        max(days.activity_date) as last_active_date
    from {{ ref('fct_person_course_day') }} as days
    inner join reporting_dates
        on
            days.course_id = reporting_dates.course_id
            and days.activity_date <= reporting_dates.as_of_date
    where days.n_active_events > 0
    group by days.learner_id, days.course_id
),

states as (
    select
        person_courses.platform,
        person_courses.course_id,
        person_courses.learner_id,
        reporting_dates.as_of_date,
        coalesce(reporting_dates.as_of_date >= courses.start_date, true)
        and coalesce(reporting_dates.as_of_date <= courses.end_date, true) as is_running,
        person_courses.is_active = 1 as is_enrolled,
        coalesce(person_courses.completed, false) as has_passed,
        active_days.last_active_date,
        coalesce(
            active_days.last_active_date,
            case
                when person_courses.registered_date <= reporting_dates.as_of_date
                    then person_courses.registered_date
            end
        ) as inactive_since,
        due_work.share_done as share_of_due_work
    from person_courses
    left join reporting_dates
        on person_courses.course_id = reporting_dates.course_id
    left join courses
        on person_courses.course_id = courses.course_id
    {%- for table in ['active_days', 'due_work'] %}
        left join {{ table }}
            on
                person_courses.learner_id = {{ table }}.learner_id
                and person_courses.course_id = {{ table }}.course_id
    {%- endfor %}
),

absences as (
    select
        *,
        cast({{ seconds_between('inactive_since', 'as_of_date') }} / 86400 as bigint)
            as n_days_inactive
    from states
)

select
    absences.platform,
    absences.course_id,
    absences.learner_id,
    absences.as_of_date,
    absences.is_running,
    absences.is_enrolled,
    absences.last_active_date,
    absences.n_days_inactive,
    absences.share_of_due_work,
    coalesce(recent_engagement.problem_attempts, 0) as problem_attempts,
    coalesce(recent_engagement.problems_attempted, 0) as problems_attempted,
    coalesce(recent_engagement.problems_completed, 0) as problems_completed,
    coalesce(recent_engagement.videos_viewed, 0) as videos_viewed,
    coalesce(recent_engagement.discussion_contributions, 0) as discussion_contributions,
    coalesce(absences.last_active_date > absences.as_of_date - interval 7 day, false)
        as is_active_last_7_days,
    case
        when absences.has_passed then false
        when absences.is_running and coalesce(absences.is_enrolled, true)
            then
                absences.n_days_inactive >= {{ var('at_risk_inactive_days') }}
                and coalesce(absences.share_of_due_work < {{ var('at_risk_due_share') }}, true)
    end as is_at_risk,
    -- Learners without a completed problem are compared as if they had one.
    case
        when coalesce(recent_engagement.problem_attempts, 0) = 0 then false
        else
            recent_engagement.problem_attempts > recent_engagement.problems_completed
            and recent_engagement.problem_attempts
            >= high_bounds.problem_attempts_per_completed
            * greatest(recent_engagement.problems_completed, 1)
    end as is_struggling,
    coalesce(
        (
            recent_engagement.problems_attempted > 0
            and recent_engagement.problems_attempted >= high_bounds.problems_attempted
        )
        or (
            recent_engagement.problems_completed > 0
            and recent_engagement.problems_completed >= high_bounds.problems_completed
        )
        or (
            recent_engagement.videos_viewed > 0
            and recent_engagement.videos_viewed >= high_bounds.videos_viewed
        )
        or (
            recent_engagement.discussion_contributions > 0
            and recent_engagement.discussion_contributions >= high_bounds.discussion_contributions
        ),
        false
    ) as is_highly_engaged
from absences
left join recent_engagement
    on
        absences.learner_id = recent_engagement.learner_id
        and absences.course_id = recent_engagement.course_id
left join high_bounds
    on absences.course_id = high_bounds.course_id
