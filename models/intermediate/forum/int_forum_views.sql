with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

clickstream_events as (
    select * from {{ of_coursera('stg_coursera__clickstream_events') }}
    where event_type = 'page_thread' and block_id is not null
),

-- A read mark shows the last time that a learner opened the thread, not how often.
read_marks as (
    select * from {{ of_coursera('int_coursera_export_events') }}
    where kind = 'forum_read' and event_at is not null
)

select
    'edx' as platform,
    course_id,
    event_id,
    learner_id,
    post_id as thread_id,
    true as is_each_time
from forum_events
where post_kind = 'thread' and action = 'viewed' and post_id is not null
union all
select
    'coursera' as platform,
    course_id,
    event_id,
    learner_id,
    course_id || '/' || block_id as thread_id,
    true as is_each_time
from clickstream_events
union all
select
    'coursera' as platform,
    course_id,
    event_id,
    learner_id,
    course_id || '/' || block_id as thread_id,
    false as is_each_time
from read_marks
