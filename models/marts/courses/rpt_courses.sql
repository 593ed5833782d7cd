with
courses as (
    select * from {{ ref('dim_courses') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

content_counts as (
    select * from {{ ref('int_course_content_counts') }}
),

weeks as (
    select
        course_id,
        count(*) as n_weeks_active
    from {{ ref('fct_course_activity_weekly') }}
    where activity = 'active'
    group by course_id
),

learners as (
    select
        person_courses.course_id,
        count(*) filter (where person_courses.is_registered) as n_registered,
        count(*) filter (where person_courses.viewed) as n_viewed,
        cast(sum(cast(person_courses.explored as integer)) as bigint) as n_explored,
        cast(sum(cast(person_courses.completed as integer)) as bigint) as n_completed,
        cast(sum(cast(person_courses.certified as integer)) as bigint) as n_certified,
        count(*) filter (
            where
            person_courses.registered_date > reporting_dates.as_of_date - interval 7 day
            and person_courses.registered_date <= reporting_dates.as_of_date
        ) as n_registered_7_days,
        count(*) filter (
            where
            person_courses.cert_created_date > reporting_dates.as_of_date - interval 7 day
            and person_courses.cert_created_date <= reporting_dates.as_of_date
        ) as n_certificates_7_days
    from (
        {{ on_local_days(ref('fct_person_course'), 'registered_at', 'registered_date') }}
    ) as person_courses
    inner join reporting_dates
        on person_courses.course_id = reporting_dates.course_id
    group by person_courses.course_id
),

-- Before the first enrollment event of the course, the number of enrolled learners is 0.
enrolled as (
    select
        days.course_id,
        cast(sum(days.n_activated - days.n_deactivated) as bigint) as n_enrolled,
        cast(sum(
            case
                when days.enrollment_date > reporting_dates.as_of_date - interval 7 day
                    then days.n_activated - days.n_deactivated
                else 0
            end
        ) as bigint) as n_enrolled_change_7_days
    from {{ ref('fct_enrollment_daily') }} as days
    inner join reporting_dates
        on days.course_id = reporting_dates.course_id
    group by days.course_id
),

active as (
    select
        days.course_id,
        count(
            distinct case
                when days.activity_date > reporting_dates.as_of_date - interval 7 day
                    then days.learner_id
            end
        ) as n_active_7_days,
        count(
            distinct case
                when days.activity_date <= reporting_dates.as_of_date - interval 7 day
                    then days.learner_id
            end
        ) as n_active_previous_7_days
    from {{ ref('fct_person_course_day') }} as days
    inner join reporting_dates
        on
            days.course_id = reporting_dates.course_id
            and days.activity_date > reporting_dates.as_of_date - interval 14 day
            and days.activity_date <= reporting_dates.as_of_date
    where days.n_active_events > 0
    group by days.course_id
)

select
    courses.platform,
    courses.course_id,
    courses.org,
    courses.course_number,
    courses.run,
    courses.name,
    courses.term,
    courses.start_date,
    courses.end_date,
    courses.first_event_at,
    courses.last_event_at,
    reporting_dates.as_of_date,
    cast(floor(
        {{ seconds_between('courses.start_date', 'courses.end_date') }} / 604800
    ) as bigint) + 1 as n_weeks,
    coalesce(weeks.n_weeks_active, 0) as n_weeks_active,
    courses.n_learners,
    coalesce(learners.n_registered, 0) as n_registered,
    coalesce(learners.n_viewed, 0) as n_viewed,
    learners.n_explored,
    learners.n_completed,
    learners.n_certified,
    enrolled.n_enrolled,
    content_counts.has_structure,
    content_counts.n_chapters,
    content_counts.n_subsections,
    content_counts.n_units,
    content_counts.n_videos,
    content_counts.n_problems,
    content_counts.n_texts,
    coalesce(learners.n_registered_7_days, 0) as n_registered_7_days,
    enrolled.n_enrolled_change_7_days,
    coalesce(active.n_active_7_days, 0) as n_active_7_days,
    coalesce(active.n_active_previous_7_days, 0) as n_active_previous_7_days,
    case when learners.n_certified is not null then learners.n_certificates_7_days end
        as n_certificates_7_days
from courses
left join reporting_dates
    on courses.course_id = reporting_dates.course_id
{%- for table in ['content_counts', 'weeks', 'learners', 'enrolled', 'active'] %}
    left join {{ table }}
        on courses.course_id = {{ table }}.course_id
{%- endfor %}
