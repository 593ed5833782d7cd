with
course_metadata as (
    select * from {{ ref('course_metadata') }}
    where course_id is not null and start_timestamp is not null
),

observed_events as (
    select * from {{ ref('observed_events') }}
),

submissions as (
    select * from {{ ref('submissions') }}
),

collaborations as (
    select * from {{ ref('collaborations') }}
),

sessions as (
    select * from {{ ref('int_sessions') }}
),

logged_courses as (
    select * from {{ ref('int_courses') }}
),

facts as (
    select
        course_id,
        max(observed_event_timestamp) as last_fact_at
    from observed_events
    group by course_id
    union all
    select
        course_id,
        max(submission_timestamp) as last_fact_at
    from submissions
    group by course_id
    union all
    select
        course_id,
        max(collaboration_timestamp) as last_fact_at
    from collaborations
    group by course_id
    union all
    select
        course_id,
        max(ended_at) as last_fact_at
    from sessions
    group by course_id
),

courses as (
    select
        course_metadata.platform,
        course_metadata.course_id,
        course_metadata.start_timestamp as started_at,
        course_metadata.time_zone,
        course_metadata.n_weeks,
        max(facts.last_fact_at) as last_fact_at
    from course_metadata
    inner join facts
        on course_metadata.course_id = facts.course_id
    group by all
),

dated as (
    select
        courses.*,
        {{ course_week('last_fact_at') }} as last_fact_week
    from courses
)

select
    dated.platform,
    dated.course_id,
    dated.started_at,
    dated.time_zone,
    least(dated.last_fact_week, dated.n_weeks - 1, 519) as last_week,
    logged_courses.course_id is not null as is_logged
from dated
left join logged_courses
    on dated.course_id = logged_courses.course_id
where least(dated.last_fact_week, dated.n_weeks - 1) >= 0
