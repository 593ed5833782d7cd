with
users as (
    select * from {{ ref('users') }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
),

sessions as (
    select * from {{ ref('int_sessions') }}
),

acts as (
    select
        course_id,
        user_id as learner_id,
        user_join_timestamp as first_at,
        cast(null as timestamp) as last_at,
        cast(null as timestamp) as last_submitted_at
    from users
    union all
    select
        course_id,
        user_id as learner_id,
        min(observed_event_timestamp) as first_at,
        max(observed_event_timestamp) as last_at,
        null as last_submitted_at
    from {{ ref('observed_events') }}
    group by course_id, user_id
    union all
    select
        course_id,
        user_id as learner_id,
        min(submission_timestamp) as first_at,
        max(submission_timestamp) as last_at,
        max(submission_timestamp) as last_submitted_at
    from {{ ref('submissions') }}
    group by course_id, user_id
    union all
    select
        course_id,
        user_id as learner_id,
        min(collaboration_timestamp) as first_at,
        max(collaboration_timestamp) as last_at,
        null as last_submitted_at
    from {{ ref('collaborations') }}
    group by course_id, user_id
    union all
    select
        course_id,
        learner_id,
        min(started_at) as first_at,
        max(ended_at) as last_at,
        null as last_submitted_at
    from sessions
    group by course_id, learner_id
),

learners as (
    select
        course_id,
        learner_id,
        min(first_at) as first_at,
        max(last_at) as last_at,
        max(last_submitted_at) as last_submitted_at
    from acts
    group by course_id, learner_id
)

select
    courses.platform,
    learners.course_id,
    learners.learner_id,
    {{ course_week('learners.first_at') }} as first_week,
    {{ course_week('learners.last_at') }} as last_active_week,
    {{ course_week('learners.last_submitted_at') }} as last_submission_week
from learners
inner join courses
    on learners.course_id = courses.course_id
