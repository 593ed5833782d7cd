{{ config(schema='private') }}

with
threads as (
    select * from {{ source('raw_coursera', 'forum_threads') }}
),

posts as (
    select
        *,
        thread_id is not null and row_number() over (
            partition by course_id, thread_id
            order by coalesce(original, 0) desc, post_time asc, id asc
        ) = 1 as opens_thread
    from {{ source('raw_coursera', 'forum_posts') }}
),

comments as (
    select * from {{ source('raw_coursera', 'forum_comments') }}
),

keyed as (
    select
        load_id,
        course_id,
        'post' as source_table,
        id,
        case when opens_thread then 'thread' else 'response' end as kind,
        case
            when opens_thread then 'thread/' || cast(thread_id as varchar)
            else 'post/' || cast(id as varchar)
        end as post_key,
        case when not opens_thread then 'thread/' || cast(thread_id as varchar) end as parent_key,
        thread_id,
        forum_user_id,
        user_id,
        post_time,
        deleted,
        is_spam,
        post_text as body
    from posts
    union all
    select
        comments.load_id,
        comments.course_id,
        'comment' as source_table,
        comments.id,
        'comment' as kind,
        'comment/' || cast(comments.id as varchar) as post_key,
        case
            when posts.opens_thread then 'thread/' || cast(posts.thread_id as varchar)
            else 'post/' || cast(comments.post_id as varchar)
        end as parent_key,
        coalesce(posts.thread_id, comments.thread_id) as thread_id,
        comments.forum_user_id,
        comments.user_id,
        comments.post_time,
        comments.deleted,
        comments.is_spam,
        comments.comment_text as body
    from comments
    left join posts
        on comments.course_id = posts.course_id and comments.post_id = posts.id
)

select
    keyed.load_id,
    keyed.course_id,
    keyed.source_table,
    keyed.id,
    keyed.kind,
    keyed.course_id || '/' || keyed.post_key as post_id,
    keyed.course_id || '/' || keyed.parent_key as parent_id,
    keyed.course_id || '/thread/' || cast(keyed.thread_id as varchar) as thread_id,
    'forum/' || cast(threads.forum_id as varchar) as forum_block_id,
    case when keyed.forum_user_id is null then 'user_id' else 'forum_user_id' end as id_kind,
    coalesce(keyed.forum_user_id, cast(keyed.user_id as varchar)) as person_id,
    {{ epoch_timestamp('keyed.post_time') }} as created_at,
    coalesce(keyed.deleted, 0) <> 0 as is_deleted,
    coalesce(keyed.is_spam, 0) <> 0 as is_spam,
    case when keyed.kind = 'thread' then threads.title end as title,
    keyed.body
from keyed
left join threads
    on keyed.course_id = threads.course_id and keyed.thread_id = threads.id
