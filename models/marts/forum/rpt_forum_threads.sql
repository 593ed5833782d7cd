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

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
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
        posts.course_id,
        posts.thread_id,
        cast(sum(votes.change) filter (where votes.direction = 'up') as bigint) as n_upvotes
    from votes
    inner join posts
        on votes.post_id = posts.post_id
    group by posts.course_id, posts.thread_id
),

viewed as (
    select
        views.course_id,
        views.thread_id,
        count(*) as n_views,
        count(distinct views.learner_id) as n_viewers
    from views
    inner join learner_courses
        on
            views.learner_id = learner_courses.learner_id
            and views.course_id is not distinct from learner_courses.course_id
    group by views.course_id, views.thread_id
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
    coalesce(viewed.n_views, 0) as n_views,
    coalesce(viewed.n_viewers, 0) as n_viewers
from threads
left join voted
    on
        threads.course_id is not distinct from voted.course_id
        and threads.thread_id = voted.thread_id
left join viewed
    on
        threads.course_id is not distinct from viewed.course_id
        and threads.thread_id = viewed.thread_id
