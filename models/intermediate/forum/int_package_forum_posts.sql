with
package_posts as (
    select * from {{ ref('stg_edx_package__forum_posts') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
    where action = 'created' and post_kind is not null and post_id is not null
),

logged_posts as (
    select distinct
        course_id,
        post_kind as kind,
        post_id
    from forum_events
)

select
    package_posts.course_id,
    package_posts.kind,
    package_posts.post_id,
    md5(concat_ws(
        chr(31), 'forum_posts', package_posts.course_id, package_posts.kind, package_posts.post_id
    )) as event_id,
    package_posts.parent_id,
    package_posts.thread_id,
    package_posts.commentable_id,
    package_posts.thread_type,
    package_posts.learner_id,
    package_posts.created_at,
    cast(length(package_posts.body) as bigint) as n_characters,
    package_posts.is_deleted,
    package_posts.is_endorsed,
    package_posts.n_votes_up,
    package_posts.n_votes_down,
    logged_posts.post_id is not null as is_logged
from package_posts
left join logged_posts
    on
        package_posts.course_id = logged_posts.course_id
        and package_posts.kind = logged_posts.kind
        and package_posts.post_id = logged_posts.post_id
