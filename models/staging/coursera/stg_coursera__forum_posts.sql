{{ config(enabled=var('with_coursera'), schema='private') }}

with
threads as (
    {{ coursera_rows('forum_threads', 'title') }}
),

posts as (
    select
        *,
        thread_id is not null and row_number() over (
            partition by course_id, thread_id
            order by coalesce(original, 0) desc, post_time asc, id asc
        ) = 1 as opens_thread
    from ({{ coursera_rows('forum_posts', 'post_time') }}) as entries
),

comments as (
    {{ coursera_rows('forum_comments', 'post_time') }}
),

keyed as (
    select
        load_id,
        course_id,
        'post' as source_table,
        id,
        case when opens_thread then 'thread' else 'response' end as kind,
        case
            when opens_thread then 'thread/' || cast(thread_id as string)
            else 'post/' || cast(id as string)
        end as post_key,
        case when not opens_thread then 'thread/' || cast(thread_id as string) end as parent_key,
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
        'comment/' || cast(comments.id as string) as post_key,
        case
            when posts.opens_thread then 'thread/' || cast(posts.thread_id as string)
            else 'post/' || cast(comments.post_id as string)
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
    keyed.course_id || '/thread/' || cast(keyed.thread_id as string) as thread_id,
    'forum/' || cast(threads.forum_id as string) as forum_block_id,
    {{ coursera_forum_id_kind('keyed') }} as id_kind,
    {{ coursera_forum_person_id('keyed') }} as person_id,
    {{ epoch_timestamp('keyed.post_time') }} as created_at,
    coalesce(keyed.deleted, 0) <> 0 as is_deleted,
    coalesce(keyed.is_spam, 0) <> 0 as is_spam,
    case when keyed.kind = 'thread' then threads.title end as title,
    keyed.body
from keyed
left join threads
    on keyed.course_id = threads.course_id and keyed.thread_id = threads.id
