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
),

coursera_posts as (
    select * from {{ ref('stg_coursera__forum_posts') }}
),

coursera_acts as (
    select * from {{ ref('int_coursera_acts') }}
    where event_at is not null
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
    coalesce(is_body_cut, false) as is_cut,
    cast(null as boolean) as is_deleted,
    cast(null as boolean) as is_spam
from created
where copy_number = 1
union all
select
    'coursera' as platform,
    coursera_posts.course_id,
    coursera_posts.post_id,
    coursera_acts.event_id,
    coursera_posts.kind,
    coursera_posts.parent_id,
    coursera_posts.thread_id,
    coursera_posts.forum_block_id as commentable_id,
    cast(null as varchar) as category,
    cast(null as varchar) as thread_type,
    coursera_posts.created_at,
    coursera_posts.id as line_no,
    coursera_acts.learner_id,
    length(coursera_posts.body) as n_characters,
    false as is_cut,
    coursera_posts.is_deleted,
    coursera_posts.is_spam
from coursera_posts
inner join coursera_acts
    on
        coursera_posts.course_id = coursera_acts.course_id
        and coursera_posts.source_table || '/' || cast(coursera_posts.id as varchar)
        = coursera_acts.act_key
