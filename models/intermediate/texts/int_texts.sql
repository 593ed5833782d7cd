{{ config(schema='private', materialized='view') }}

with
posts as (
    select * from {{ ref('int_forum_posts') }}
    where not coalesce(is_deleted, false) and not coalesce(is_spam, false)
),

post_texts as (
    select * from {{ ref('int_forum_post_texts') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

request_texts as (
    select * from {{ ref('int_help_request_texts') }}
),

label_texts as (
    select * from {{ ref('int_label_item_texts') }}
),

texts as (
    select
        posts.platform,
        'forum' as source,
        posts.course_id as corpus,
        posts.course_id,
        posts.kind,
        posts.post_id as item_id,
        posts.thread_id,
        posts.learner_id as author_id,
        posts.created_at as written_at,
        concat_ws(' ', post_texts.title, post_texts.body) as text
    from posts
    inner join post_texts
        on
            posts.platform = post_texts.platform
            and posts.course_id = post_texts.course_id
            and posts.kind = post_texts.kind
            and posts.post_id = post_texts.post_id
    {{ join_scope('posts') }}
    where {{ is_in_scope('posts', 'posts.created_at') }}
    union all
    select
        'quickhelper' as platform,
        'help' as source,
        'quickhelper' as corpus,
        cast(null as string) as course_id,
        'question' as kind,
        requests.instance_id as item_id,
        cast(null as string) as thread_id,
        requests.learner_id as author_id,
        requests.requested_at as written_at,
        concat_ws(' ', request_texts.title, request_texts.body) as text
    from requests
    inner join request_texts
        on requests.instance_id = request_texts.instance_id
    union all
    select
        'labels' as platform,
        'labels' as source,
        project as corpus,
        cast(null as string) as course_id,
        'item' as kind,
        item_id,
        thread as thread_id,
        author_id,
        cast(null as timestamp) as written_at,
        text
    from label_texts
)

select
    platform,
    source,
    corpus,
    {{ text_id('source', 'corpus', 'kind', 'item_id') }} as text_id,
    course_id,
    kind,
    item_id,
    thread_id,
    author_id,
    written_at,
    text
from texts
where {{ trimmed('text') }} is not null
