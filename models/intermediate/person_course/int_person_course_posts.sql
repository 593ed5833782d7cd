with
posts as (
    select * from {{ ref('int_forum_posts') }}
    where learner_id is not null and course_id is not null
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
)

select
    posts.learner_id,
    posts.course_id,
    count(*) as n_posts,
    cast(sum(cast(posts.is_endorsed as integer)) as bigint) as n_endorsed,
    cast(sum(cast(posts.is_pinned as integer)) as bigint) as n_pinned
from posts
{{ join_scope('posts') }}
where {{ is_in_scope('posts', 'posts.created_at') }}
group by posts.learner_id, posts.course_id
