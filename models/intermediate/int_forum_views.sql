with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
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
