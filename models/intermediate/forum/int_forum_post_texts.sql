{{ config(schema='private', materialized='view') }}

with
posts as (
    select * from {{ ref('int_forum_posts') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

package_posts as (
    select * from {{ ref('stg_edx_package__forum_posts') }}
),

coursera_posts as (
    select * from {{ of_coursera('stg_coursera__forum_posts') }}
)

select
    posts.platform,
    posts.course_id,
    posts.kind,
    posts.post_id,
    forum_events.title,
    case
        when forum_events.is_body_cut then coalesce(package_posts.body, forum_events.body)
        else forum_events.body
    end as body
from posts
inner join forum_events
    on posts.event_id = forum_events.event_id
left join package_posts
    on
        posts.course_id = package_posts.course_id
        and posts.kind = package_posts.kind
        and posts.post_id = package_posts.post_id
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
union all
select
    posts.platform,
    posts.course_id,
    posts.kind,
    posts.post_id,
    package_posts.title,
    package_posts.body
from posts
inner join package_posts
    on
        posts.platform = 'edx'
        and posts.course_id = package_posts.course_id
        and posts.kind = package_posts.kind
        and posts.post_id = package_posts.post_id
left join forum_events
    on posts.event_id = forum_events.event_id
where forum_events.event_id is null
