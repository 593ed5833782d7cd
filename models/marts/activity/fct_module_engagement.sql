with
attempts as (
    select * from {{ ref('int_problem_attempts') }}
),

video_events as (
    select * from {{ ref('int_video_events') }}
),

posts as (
    select * from {{ ref('int_forum_posts') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted and course_id is not null
),

courses as (
    select * from {{ ref('int_courses') }}
),

reporting_dates as (
    select * from {{ ref('int_reporting_dates') }}
),

acts as (
    select
        learner_id,
        course_id,
        attempted_at as acted_at,
        'problem' as entity_type,
        problem_id as entity_id,
        'attempted' as action
    from attempts
    union all
    select
        learner_id,
        course_id,
        attempted_at as acted_at,
        'problem' as entity_type,
        problem_id as entity_id,
        'completed' as action
    from attempts
    where is_correct
    union all
    select
        learner_id,
        course_id,
        event_at as acted_at,
        'video' as entity_type,
        video_id as entity_id,
        'viewed' as action
    from video_events
    where event_type = 'play_video'
    union all
    select
        learner_id,
        course_id,
        created_at as acted_at,
        'discussion' as entity_type,
        commentable_id as entity_id,
        'contributed' as action
    from posts
)

select
    learner_courses.platform,
    acts.course_id,
    {{ local_day('acts.acted_at', 'courses.time_zone') }} as activity_date,
    acts.learner_id,
    acts.entity_type,
    acts.entity_id,
    acts.action,
    count(*) as n
from acts
inner join learner_courses
    on
        acts.learner_id = learner_courses.learner_id
        and acts.course_id = learner_courses.course_id
left join courses
    on acts.course_id = courses.course_id
inner join reporting_dates
    on
        acts.course_id = reporting_dates.course_id
        and {{ local_day('acts.acted_at', 'courses.time_zone') }}
        between reporting_dates.first_date and reporting_dates.last_date
where acts.entity_id is not null and {{ within_course_dates('acts.acted_at') }}
group by
    learner_courses.platform,
    acts.course_id,
    {{ local_day('acts.acted_at', 'courses.time_zone') }},
    acts.learner_id,
    acts.entity_type,
    acts.entity_id,
    acts.action
