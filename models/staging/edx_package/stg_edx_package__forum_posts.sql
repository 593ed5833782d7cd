{{ config(materialized='table') }}

with
posts as (
    {{ edx_package_rows('forum_posts') }}
),

user_names as (
    select * from {{ ref('stg_edx__user_names') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

-- The tables know threads and comments: a comment on no other comment is a response.
typed as (
    select
        *,
        {{ edx_user_id('author_id') }} as author_user_id,
        case
            when lower(kind) like '%thread' then 'thread'
            when parent_id is not null then 'comment'
            else 'response'
        end as post_kind
    from posts
)

select
    typed.course_id,
    typed.post_kind as kind,
    typed.post_id,
    case
        when typed.post_kind = 'comment' then typed.parent_id
        when typed.post_kind = 'response' then typed.thread_id
    end as parent_id,
    case when typed.post_kind = 'thread' then typed.post_id else typed.thread_id end as thread_id,
    typed.commentable_id,
    typed.thread_type,
    coalesce(
        {{ learner_id('salt.salt', 'edx', 'user_id', 'typed.author_user_id') }},
        user_names.learner_id,
        {{ learner_id('salt.salt', 'edx', 'username', 'typed.author_username') }}
    ) as learner_id,
    coalesce(typed.author_user_id, user_names.user_id) as user_id,
    typed.author_username as username,
    typed.title,
    typed.body,
    coalesce(typed.anonymous, false) or coalesce(typed.anonymous_to_peers, false) as is_anonymous,
    case when typed.post_kind = 'response' then typed.endorsed end as is_endorsed,
    typed.deleted as is_deleted,
    case
        when typed.votes_up is not null
            then length(typed.votes_up) - length(replace(typed.votes_up, ',', '')) + 1
    end as n_votes_up,
    case
        when typed.votes_down is not null
            then length(typed.votes_down) - length(replace(typed.votes_down, ',', '')) + 1
    end as n_votes_down,
    typed.created_at,
    typed.updated_at
from typed
cross join salt
left join user_names
    on
        typed.author_user_id is null
        and typed.author_username = user_names.username
        and user_names.valid_from is null
