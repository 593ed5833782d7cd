with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

post_states as (
    select * from {{ ref('int_forum_post_states') }}
),

package_posts as (
    select * from {{ ref('int_package_forum_posts') }}
),

-- A post that was logged again is still one post: the first line shows it. Ids are reused between
-- courses, and threads are numbered apart from what is written in them.
created as (
    select
        *,
        coalesce(post_id, event_id) as known_post_id,
        case post_kind when 'thread' then coalesce(post_id, event_id) else thread_id end
            as known_thread_id,
        row_number() over (
            partition by course_id, post_kind, coalesce(post_id, event_id)
            order by {{ event_order() }}
        ) as copy_number
    from forum_events
    where action = 'created' and post_kind is not null
),

-- Releases of the platform differ in what they log: a state that no event of the course shows is
-- unknown for all its posts.
logged_states as (
    select
        course_id,
        bool_or(is_deleted is not null) as has_deletions,
        bool_or(is_endorsed is not null) as has_marks,
        bool_or(is_pinned is not null) as has_pins,
        bool_or(is_locked is not null) as has_locks,
        bool_or(is_reported is not null) as has_reports,
        bool_or(n_edits > 0) as has_edits
    from post_states
    group by course_id
)

-- Deleting a post deletes the answers to it too.
select
    'edx' as platform,
    created.course_id,
    created.known_post_id as post_id,
    created.event_id,
    created.post_kind as kind,
    case created.post_kind
        when 'comment' then created.response_id when 'response' then created.thread_id
    end as parent_id,
    created.known_thread_id as thread_id,
    created.commentable_id,
    created.category_name as category,
    created.thread_type,
    created.event_at as created_at,
    created.line_no,
    created.learner_id,
    cast(
        case
            when created.is_body_cut then coalesce(package_posts.n_characters, length(created.body))
            else length(created.body)
        end as bigint
    ) as n_characters,
    coalesce(created.is_body_cut, false) and package_posts.n_characters is null as is_cut,
    case
        when states.is_deleted or thread_states.is_deleted or response_states.is_deleted then true
        when logged_states.has_deletions then false
    end as is_deleted,
    coalesce(states.deleted_at, response_states.deleted_at, thread_states.deleted_at)
        as deleted_at,
    cast(null as boolean) as is_spam,
    case
        when created.post_kind = 'response' and logged_states.has_marks
            then coalesce(states.is_endorsed, false)
    end as is_endorsed,
    case
        when created.post_kind = 'response' and logged_states.has_marks
            then case when states.is_endorsed then states.is_answer else false end
    end as is_answer,
    case
        when created.post_kind = 'thread' and logged_states.has_pins
            then coalesce(states.is_pinned, false)
    end as is_pinned,
    case
        when created.post_kind = 'thread' and logged_states.has_locks
            then coalesce(states.is_locked, false)
    end as is_locked,
    case when logged_states.has_reports then coalesce(states.is_reported, false) end as is_reported,
    case when logged_states.has_edits then coalesce(states.n_edits, 0) end as n_edits,
    states.last_edited_at,
    package_posts.n_votes_up,
    package_posts.n_votes_down
from created
left join package_posts
    on
        created.course_id = package_posts.course_id
        and created.post_kind = package_posts.kind
        and created.known_post_id = package_posts.post_id
left join post_states as states
    on
        created.course_id is not distinct from states.course_id
        and created.post_kind = states.kind
        and created.known_post_id = states.post_id
left join post_states as thread_states
    on
        created.course_id is not distinct from thread_states.course_id
        and thread_states.kind = 'thread'
        and created.known_thread_id = thread_states.post_id
left join post_states as response_states
    on
        created.course_id is not distinct from response_states.course_id
        and response_states.kind = 'response'
        and created.response_id = response_states.post_id
left join logged_states
    on created.course_id is not distinct from logged_states.course_id
where created.copy_number = 1
