with
forum_posts as (
    select * from {{ ref('int_forum_posts') }}
),

package_posts as (
    select * from {{ ref('int_package_forum_posts') }}
    where not is_logged and learner_id is not null and created_at is not null
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
),

event_resources as (
    select * from {{ ref('int_event_resources') }}
),

content as (
    select * from {{ ref('int_content') }}
    where platform = 'edx' and block_type = 'course' and parent_node is null
),

-- A topic belongs to the resource that the logs show; other topics belong to the course.
topics as (
    select
        forum_posts.course_id,
        forum_posts.commentable_id,
        min(event_resources.resource_id) as resource_id
    from forum_posts
    inner join event_resources
        on forum_posts.event_id = event_resources.event_id
    where forum_posts.platform = 'edx' and forum_posts.commentable_id is not null
    group by forum_posts.course_id, forum_posts.commentable_id
),

roots as (
    select
        course_id,
        min({{ surrogate_id(['platform', 'course_id', 'node']) }}) as resource_id
    from content
    group by course_id
),

threads as (
    select
        course_id,
        post_id as thread_id,
        commentable_id
    from forum_posts
    where platform = 'edx' and kind = 'thread'
)

select
    'edx' as platform,
    package_posts.course_id,
    package_posts.learner_id,
    package_posts.created_at as event_at,
    cast(null as bigint) as line_no,
    package_posts.event_id,
    coalesce(topics.resource_id, roots.resource_id) as resource_id
from package_posts
left join learner_courses
    on
        package_posts.learner_id = learner_courses.learner_id
        and package_posts.course_id = learner_courses.course_id
left join courses
    on package_posts.course_id = courses.course_id
left join threads
    on
        package_posts.course_id = threads.course_id
        and package_posts.thread_id = threads.thread_id
left join topics
    on
        package_posts.course_id = topics.course_id
        and coalesce(package_posts.commentable_id, threads.commentable_id) = topics.commentable_id
left join roots
    on package_posts.course_id = roots.course_id
where
    {{ is_in_scope('package_posts', 'package_posts.created_at') }}
    and coalesce(topics.resource_id, roots.resource_id) is not null
