with
posts as (
    select * from {{ ref('fct_forum_posts') }}
    where thread_id is not null
),

votes as (
    select * from {{ ref('fct_forum_votes') }}
),

views as (
    select * from {{ ref('int_forum_views') }}
),

counted_events as (
    select * from {{ ref('int_counted_events') }}
),

-- A vote counts whoever wrote the post that it is for.
all_posts as (
    select * from {{ ref('int_forum_posts') }}
),

threads as (
    select
        platform,
        course_id,
        thread_id,
        max(case when kind = 'thread' then learner_id end) as learner_id,
        max(case when kind = 'thread' then thread_type end) as thread_type,
        max(case when kind = 'thread' then category end) as category,
        max(commentable_id) as commentable_id,
        min(case when kind = 'thread' then created_at end) as created_at,
        min(case when kind = 'response' then created_at end) as first_response_at,
        max(created_at) as last_post_at,
        count(*) filter (where kind = 'response') as n_responses,
        count(*) filter (where kind = 'comment') as n_comments,
        count(distinct learner_id) as n_participants
    from posts
    group by platform, course_id, thread_id
),

voted as (
    select
        votes.course_id,
        coalesce(all_posts.thread_id, votes.post_id) as thread_id,
        cast(sum(votes.change) filter (where votes.direction = 'up') as bigint) as n_upvotes
    from votes
    left join all_posts
        on votes.post_id = all_posts.post_id
    group by votes.course_id, coalesce(all_posts.thread_id, votes.post_id)
),

viewed as (
    select
        views.course_id,
        views.thread_id,
        count(*) filter (where views.is_each_time) as n_thread_openings,
        count(distinct views.learner_id) as n_viewers
    from views
    inner join counted_events
        on views.event_id = counted_events.event_id
    group by views.course_id, views.thread_id
),

-- Where no thread was ever seen opened, the platform did not log it.
logged as (
    select
        course_id,
        bool_or(is_each_time) as is_each_time
    from views
    group by course_id
)

select
    threads.platform,
    threads.course_id,
    threads.thread_id,
    threads.learner_id,
    threads.thread_type,
    threads.commentable_id,
    threads.category,
    threads.created_at,
    threads.first_response_at,
    threads.last_post_at,
    {{ seconds_between('threads.created_at', 'threads.first_response_at') }}
        as seconds_to_first_response,
    threads.n_responses,
    threads.n_comments,
    threads.n_participants,
    coalesce(voted.n_upvotes, 0) as n_upvotes,
    case when logged.is_each_time then coalesce(viewed.n_thread_openings, 0) end
        as n_thread_openings,
    case when logged.is_each_time is not null then coalesce(viewed.n_viewers, 0) end as n_viewers
from threads
left join voted
    on
        threads.course_id is not distinct from voted.course_id
        and threads.thread_id = voted.thread_id
left join viewed
    on
        threads.course_id is not distinct from viewed.course_id
        and threads.thread_id = viewed.thread_id
left join logged
    on threads.course_id is not distinct from logged.course_id
