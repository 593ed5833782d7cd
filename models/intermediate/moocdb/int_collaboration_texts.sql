{{ config(schema='private') }}

with
collaborations as (
    select * from {{ ref('int_collaborations') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

forum_posts as (
    select * from {{ ref('int_forum_posts') }}
    where platform = 'coursera'
),

package_posts as (
    select
        posts.event_id,
        texts.body
    from {{ ref('int_package_forum_posts') }} as posts
    inner join {{ ref('stg_edx_package__forum_posts') }} as texts
        on
            posts.course_id = texts.course_id
            and posts.kind = texts.kind
            and posts.post_id = texts.post_id
    where not posts.is_logged
),

coursera_posts as (
    select * from {{ of_coursera('stg_coursera__forum_posts') }}
)

select
    collaborations.platform,
    collaborations.course_id,
    collaborations.collaboration_id,
    coalesce(
        collaborations.content, forum_events.body, coursera_posts.body, package_posts.body, ''
    ) as content
from collaborations
left join forum_events
    on collaborations.event_id = forum_events.event_id
left join forum_posts
    on collaborations.event_id = forum_posts.event_id
left join coursera_posts
    on forum_posts.post_id = coursera_posts.post_id
left join package_posts
    on collaborations.event_id = package_posts.event_id
