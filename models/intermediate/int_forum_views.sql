with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

coursera_acts as (
    select * from {{ ref('int_coursera_acts') }}
    where kind = 'forum_read' and event_at is not null
)

select
    'edx' as platform,
    course_id,
    event_id,
    event_at,
    learner_id,
    post_id as thread_id
from forum_events
where event_type = 'thread_viewed' and post_id is not null
union all
select
    'coursera' as platform,
    course_id,
    event_id,
    event_at,
    learner_id,
    course_id || '/' || block_id as thread_id
from coursera_acts
