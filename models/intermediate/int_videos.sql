with
video_events as (
    select * from {{ ref('int_video_events') }}
    where video_id is not null
),

videos as (
    select
        platform,
        course_id,
        video_id,
        max(case when duration_seconds > 0 then duration_seconds end) as duration_seconds,
        max(youtube_code) as youtube_code,
        max(block_id) as block_id
    from video_events
    group by platform, course_id, video_id
)

select
    platform,
    course_id,
    video_id,
    duration_seconds,
    youtube_code,
    -- Browsers name a video by its hash or name, which is all of its key but the course.
    coalesce(
        block_id,
        case
            when course_id like 'course-v1:%'
                then replace(course_id, 'course-v1:', 'block-v1:') || '+type@video+block@'
            when course_id like 'ccx-v1:%'
                then 'ccx-block-v1:' || split_part(course_id, ':', 2) || '+type@video+block@'
            when course_id like '%/%/%'
                then
                    'i4x://' || split_part(course_id, '/', 1)
                    || '/' || split_part(course_id, '/', 2) || '/video/'
        end || video_id
    ) as block_id
from videos
