with
posts as (
    select
        *,
        coalesce(is_deleted, false) as is_gone
    from {{ ref('fct_forum_posts') }}
    where thread_id is not null
),

votes as (
    select * from {{ ref('fct_forum_votes') }}
),

views as (
    select * from {{ ref('int_forum_views') }}
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

-- A vote counts no matter who wrote the post.
all_posts as (
    select * from {{ ref('int_forum_posts') }}
),

-- The deletion of a thread is known even where its beginning is not.
thread_states as (
    select * from {{ ref('int_forum_post_states') }}
    where kind = 'thread'
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
        min(created_at) filter (where kind = 'response' and not is_gone) as first_response_at,
        max(created_at) filter (where not is_gone) as last_post_at,
        count(*) filter (where kind = 'response' and not is_gone) as n_responses,
        count(*) filter (where kind = 'comment' and not is_gone) as n_comments,
        count(*) filter (where is_gone) as n_deleted_posts,
        count(distinct learner_id) filter (where not is_gone) as n_participants,
        bool_or(is_deleted) filter (where kind = 'thread') as is_deleted,
        bool_or(is_pinned) as is_pinned,
        bool_or(is_locked) as is_locked,
        bool_or(is_answer) filter (where not is_gone) as is_answered
    from posts
    group by platform, course_id, thread_id
),

-- A vote for a response names no thread; where the response is not here, its thread is unknown.
thread_votes as (
    select
        votes.platform,
        votes.course_id,
        case votes.post_kind when 'thread' then votes.post_id else all_posts.thread_id end
            as thread_id,
        votes.direction,
        votes.change
    from votes
    left join all_posts
        on
            votes.platform = all_posts.platform
            and votes.course_id is not distinct from all_posts.course_id
            and votes.post_kind = all_posts.kind
            and votes.post_id = all_posts.post_id
),

voted as (
    select
        platform,
        course_id,
        thread_id,
        cast(sum(change) filter (where direction = 'up') as bigint) as n_upvotes
    from thread_votes
    where thread_id is not null
    group by platform, course_id, thread_id
),

viewed as (
    select
        views.course_id,
        views.thread_id,
        count(*) filter (where views.is_each_time) as n_thread_openings,
        count(distinct views.learner_id) as n_viewers
    from views
    inner join events_in_scope
        on views.event_id = events_in_scope.event_id
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
    case
        when threads.first_response_at >= threads.created_at
            then {{ seconds_between('threads.created_at', 'threads.first_response_at') }}
    end as seconds_to_first_response,
    threads.n_responses,
    threads.n_comments,
    threads.n_deleted_posts,
    threads.n_participants,
    coalesce(voted.n_upvotes, 0) as n_upvotes,
    case when logged.is_each_time then coalesce(viewed.n_thread_openings, 0) end
        as n_thread_openings,
    case when logged.is_each_time is not null then coalesce(viewed.n_viewers, 0) end as n_viewers,
    coalesce(threads.is_deleted, thread_states.is_deleted) as is_deleted,
    threads.is_pinned,
    threads.is_locked,
    threads.is_answered
from threads
left join voted
    on
        threads.platform = voted.platform
        and threads.course_id is not distinct from voted.course_id
        and threads.thread_id = voted.thread_id
left join viewed
    on
        threads.course_id is not distinct from viewed.course_id
        and threads.thread_id = viewed.thread_id
left join logged
    on threads.course_id is not distinct from logged.course_id
left join thread_states
    on
        threads.platform = thread_states.platform
        and threads.course_id is not distinct from thread_states.course_id
        and threads.thread_id = thread_states.post_id
