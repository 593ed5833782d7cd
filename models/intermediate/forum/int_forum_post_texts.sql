{{ config(schema='private', materialized='view') }}

with
posts as (
    select * from {{ ref('int_forum_posts') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

coursera_posts as (
    select * from {{ ref('stg_coursera__forum_posts') }}
)

select
    posts.platform,
    posts.course_id,
    posts.kind,
    posts.post_id,
    forum_events.title,
    forum_events.body
from posts
inner join forum_events
    on posts.event_id = forum_events.event_id
union all
select
    posts.platform,
    posts.course_id,
    posts.kind,
    posts.post_id,
    coursera_posts.title,
    coursera_posts.body
from posts
inner join coursera_posts
    on posts.platform = 'coursera' and posts.post_id = coursera_posts.post_id
