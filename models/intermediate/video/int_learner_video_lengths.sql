with
video_events as (
    select * from {{ ref('int_video_events') }}
    where learner_id is not null and video_id is not null and duration_seconds is not null
),

ranked as (
    select
        learner_course_id,
        video_id,
        duration_seconds,
        row_number() over (
            partition by learner_course_id, video_id
            order by event_at desc, line_no desc, event_id desc
        ) as recency
    from video_events
)

select
    learner_course_id,
    video_id,
    duration_seconds
from ranked
where recency = 1
