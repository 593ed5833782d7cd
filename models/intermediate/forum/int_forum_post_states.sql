with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
    where post_kind is not null and post_id is not null
),

actions as (
    select * from {{ ref('edx_forum_actions') }}
),

-- A report is withdrawn by one of several reporters, or cleared for all by a moderator.
changes as (
    select
        forum_events.course_id,
        forum_events.post_kind,
        forum_events.post_id,
        forum_events.event_at,
        forum_events.mark_type,
        actions.state,
        actions.is_set
        or (actions.state = 'reported' and forum_events.is_report_cleared is false) as is_set,
        row_number() over (
            partition by
                forum_events.course_id, forum_events.post_kind, forum_events.post_id,
                actions.state
            order by
                forum_events.event_at desc, forum_events.line_no desc, forum_events.event_id desc
        ) = 1 as is_latest
    from forum_events
    inner join actions
        on forum_events.action = actions.action
)

select
    'edx' as platform,
    course_id,
    post_kind as kind,
    post_id,
    bool_or(is_set) filter (where is_latest and state = 'deleted') as is_deleted,
    max(event_at) filter (where is_latest and is_set and state = 'deleted') as deleted_at,
    bool_or(is_set) filter (where is_latest and state = 'endorsed') as is_endorsed,
    bool_or(is_set and mark_type = 'answer') filter (where is_latest and state = 'endorsed')
        as is_answer,
    bool_or(is_set) filter (where is_latest and state = 'pinned') as is_pinned,
    bool_or(is_set) filter (where is_latest and state = 'locked') as is_locked,
    bool_or(is_set) filter (where is_latest and state = 'reported') as is_reported,
    count(*) filter (where state = 'edited') as n_edits,
    max(event_at) filter (where state = 'edited') as last_edited_at
from changes
group by course_id, post_kind, post_id
