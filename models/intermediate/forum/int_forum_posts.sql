with
logged_posts as (
    select * from {{ ref('int_logged_forum_posts') }}
),

package_posts as (
    select * from {{ ref('int_package_forum_posts') }}
    where not is_logged
),

coursera_posts as (
    select * from {{ of_coursera('stg_coursera__forum_posts') }}
),

export_events as (
    select * from {{ of_coursera('int_coursera_export_events') }}
    where event_at is not null
)

select * from logged_posts
union all
select
    'coursera' as platform,
    coursera_posts.course_id,
    coursera_posts.post_id,
    export_events.event_id,
    coursera_posts.kind,
    coursera_posts.parent_id,
    coursera_posts.thread_id,
    coursera_posts.forum_block_id as commentable_id,
    cast(null as string) as category,
    cast(null as string) as thread_type,
    coursera_posts.created_at,
    coursera_posts.id as line_no,
    export_events.learner_id,
    cast(length(coursera_posts.body) as bigint) as n_characters,
    false as is_cut,
    coursera_posts.is_deleted,
    cast(null as timestamp) as deleted_at,
    coursera_posts.is_spam,
    cast(null as boolean) as is_endorsed,
    cast(null as boolean) as is_answer,
    cast(null as boolean) as is_pinned,
    cast(null as boolean) as is_locked,
    cast(null as boolean) as is_reported,
    cast(null as bigint) as n_edits,
    cast(null as timestamp) as last_edited_at,
    cast(null as bigint) as n_votes_up,
    cast(null as bigint) as n_votes_down
from coursera_posts
inner join export_events
    on
        coursera_posts.course_id = export_events.course_id
        and coursera_posts.source_table || '/' || cast(coursera_posts.id as string)
        = export_events.act_key
union all
-- Posts that only the data package has.
select
    'edx' as platform,
    course_id,
    post_id,
    event_id,
    kind,
    parent_id,
    thread_id,
    commentable_id,
    null as category,
    thread_type,
    created_at,
    null as line_no,
    learner_id,
    n_characters,
    false as is_cut,
    is_deleted,
    null as deleted_at,
    null as is_spam,
    is_endorsed,
    null as is_answer,
    null as is_pinned,
    null as is_locked,
    null as is_reported,
    null as n_edits,
    null as last_edited_at,
    n_votes_up,
    n_votes_down
from package_posts
