with
posts as (
    select * from {{ ref('int_forum_posts') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
)

select
    posts.platform,
    posts.course_id,
    posts.post_id,
    posts.kind,
    posts.parent_id,
    posts.thread_id,
    posts.commentable_id,
    posts.category,
    posts.thread_type,
    posts.created_at,
    posts.n_characters,
    posts.is_cut,
    posts.is_deleted,
    posts.deleted_at,
    posts.is_spam,
    posts.is_endorsed,
    posts.is_answer,
    posts.is_pinned,
    posts.is_locked,
    posts.is_reported,
    posts.n_edits,
    posts.last_edited_at,
    posts.n_votes_up,
    posts.n_votes_down,
    posts.learner_id
from posts
{{ join_scope('posts') }}
where {{ is_in_scope('posts', 'posts.created_at') }}
