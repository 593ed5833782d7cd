with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

-- A post that was logged again is still one post: the first line tells.
created as (
    select
        *,
        coalesce(post_id, event_id) as known_post_id,
        replace(event_type, '_created', '') as kind,
        row_number() over (
            partition by coalesce(post_id, event_id) order by event_at, line_no, event_id
        ) as copy_number
    from forum_events
    where event_type in ('thread_created', 'response_created', 'comment_created')
)

select
    'edx' as platform,
    course_id,
    known_post_id as post_id,
    event_id,
    kind,
    case kind when 'comment' then response_id when 'response' then thread_id end as parent_id,
    case kind when 'thread' then known_post_id else thread_id end as thread_id,
    commentable_id,
    category_name as category,
    thread_type,
    event_at as created_at,
    line_no,
    learner_id,
    length(body) as n_characters,
    coalesce(is_body_cut, false) as is_cut
from created
where copy_number = 1
