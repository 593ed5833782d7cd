with
events as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where course_id is not null
),

forum_views as (
    select * from {{ ref('int_forum_views') }}
    where is_each_time
),

posts as (
    select * from {{ ref('int_forum_posts') }}
),

acts as (
    select
        events.learner_id,
        events.course_id,
        events.activity_date,
        forum_views.thread_id,
        1 as n_reads
    from ({{ on_local_days('events', 'event_at') }}) as events
    inner join forum_views
        on events.event_id = forum_views.event_id
    union all
    select
        learner_id,
        course_id,
        activity_date,
        thread_id,
        0 as n_reads
    from ({{ on_local_days('posts', 'created_at') }})
    where learner_id is not null and course_id is not null and created_at is not null
)

select
    learner_id,
    course_id,
    activity_date,
    cast(sum(n_reads) as bigint) as n_reads,
    count(distinct thread_id) as n_threads
from acts
group by learner_id, course_id, activity_date
