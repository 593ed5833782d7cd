with
video_events as (
    select * from {{ ref('int_video_events') }}
    where video_id is not null
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

lectures as (
    select * from {{ ref('int_coursera_content') }}
    where block_type = 'lecture'
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
    videos.platform,
    videos.course_id,
    videos.video_id,
    coalesce(videos.duration_seconds, lectures.duration_seconds) as duration_seconds,
    videos.youtube_code,
    coalesce(structure.display_name, lectures.display_name) as display_name,
    -- Browsers name a video by its hash or name, which is all of its key but the course.
    coalesce(
        structure.block_id,
        videos.block_id,
        case
            when videos.course_id like 'course-v1:%'
                then replace(videos.course_id, 'course-v1:', 'block-v1:') || '+type@video+block@'
            when videos.course_id like 'ccx-v1:%'
                then 'ccx-block-v1:' || split_part(videos.course_id, ':', 2) || '+type@video+block@'
            when videos.course_id like '%/%/%'
                then
                    'i4x://' || split_part(videos.course_id, '/', 1)
                    || '/' || split_part(videos.course_id, '/', 2) || '/video/'
        end || videos.video_id
    ) as block_id
from videos
left join structure
    on
        videos.course_id = structure.course_id
        and structure.node = {{ edx_block_node("'video'", 'videos.video_id') }}
left join lectures
    on videos.course_id = lectures.course_id and videos.block_id = lectures.block_id
