with
posts as (
    select * from {{ ref('fct_forum_posts') }}
    where learner_id is not null and thread_id is not null
),

views as (
    select * from {{ ref('int_forum_views') }}
    where is_each_time
),

events as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

placed_posts as (
    {{ on_course_weeks('posts', 'created_at') }}
),

viewed as (
    select
        views.course_id,
        views.thread_id,
        events.learner_id,
        events.event_at
    from views
    inner join events
        on views.event_id = events.event_id
),

neighbours as (
    select
        course_id,
        learner_id,
        week_number,
        lag(learner_id) over thread as previous_learner_id,
        lead(learner_id) over thread as next_learner_id
    from placed_posts
    window thread as (
        partition by course_id, thread_id, week_number order by created_at, post_id
    )
),

-- Deduplicate learners per thread before the self-join: a thread may have thousands of posts in a
-- week.
writers as (
    select distinct
        course_id,
        thread_id,
        week_number,
        learner_id
    from placed_posts
),

contacts as (
    select
        course_id,
        learner_id,
        week_number,
        previous_learner_id as other_id,
        true as is_direct
    from neighbours
    union all
    select
        course_id,
        learner_id,
        week_number,
        next_learner_id as other_id,
        true as is_direct
    from neighbours
    union all
    select
        writers.course_id,
        writers.learner_id,
        writers.week_number,
        others.learner_id as other_id,
        false as is_direct
    from writers
    inner join writers as others
        on
            writers.course_id = others.course_id
            and writers.thread_id = others.thread_id
            and writers.week_number = others.week_number
),

facts as (
    select
        course_id,
        learner_id,
        week_number,
        count(distinct case when is_direct then other_id end) as n_forum_neighbours,
        count(distinct other_id) as n_forum_contacts,
        0 as n_thread_views
    from contacts
    where other_id <> learner_id
    group by course_id, learner_id, week_number
    union all
    select
        course_id,
        learner_id,
        week_number,
        0 as n_forum_neighbours,
        0 as n_forum_contacts,
        count(*) as n_thread_views
    from ({{ on_course_weeks('viewed', 'event_at') }}) as placed_views
    group by course_id, learner_id, week_number
)

select
    course_id,
    learner_id,
    week_number,
    max(n_forum_neighbours) as n_forum_neighbours,
    max(n_forum_contacts) as n_forum_contacts,
    max(n_thread_views) as n_thread_views
from facts
where week_number >= 0
group by course_id, learner_id, week_number
