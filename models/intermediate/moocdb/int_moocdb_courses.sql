with
courses as (
    select * from {{ ref('int_courses') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

logged as (
    select
        course_id,
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at
    from learner_courses
    where is_counted
    group by course_id
),

dated as (
    select
        courses.platform,
        courses.course_id,
        courses.name,
        courses.start_date is null as is_start_estimated,
        coalesce(courses.starts_at, logged.first_event_at) as started_at,
        coalesce(courses.ends_at, logged.last_event_at) as ended_at,
        courses.end_date,
        courses.time_zone
    from courses
    left join logged
        on courses.course_id = logged.course_id
)

select
    *,
    case
        when started_at is not null and ended_at is not null
            then
                cast(greatest(
                    ceil({{ seconds_between(
                        local_time('started_at', 'time_zone'), local_time('ended_at', 'time_zone')
                    ) }} / 604800), 1
                ) as bigint)
    end as n_weeks
from dated
