with
video_events as (
    select * from {{ ref('int_video_events') }}
    where video_id is not null
),

structure as (
    select * from {{ ref('int_content_structure') }}
),

lectures as (
    select * from {{ of_coursera('int_coursera_content') }}
    where block_type = 'lecture'
),

videos as (
    select
        platform,
        course_id,
        video_id,
        max(youtube_code) as youtube_code,
        max(block_id) as block_id
    from video_events
    group by platform, course_id, video_id
),

-- The length that a player reported last counts, because a video may be cut again.
reported_lengths as (
    select
        course_id,
        video_id,
        duration_seconds,
        row_number() over (
            partition by course_id, video_id order by event_at desc, line_no desc, event_id desc
        ) as recency
    from video_events
    where duration_seconds is not null
)

select
    videos.platform,
    videos.course_id,
    videos.video_id,
    coalesce(
        reported_lengths.duration_seconds, structure.duration_seconds, lectures.duration_seconds
    ) as duration_seconds,
    videos.youtube_code,
    coalesce(structure.display_name, lectures.display_name) as display_name,
    -- Browsers name a video by its hash or name, which is all of its key but the course.
    coalesce(
        structure.block_id,
        videos.block_id,
        case
            when
                videos.course_id like 'course-v1:%'
                or videos.course_id like 'ccx-v1:%'
                or videos.course_id like '%/%/%'
                then {{ edx_usage_key('videos.course_id', "'video'", 'videos.video_id') }}
        end
    ) as block_id
from videos
left join reported_lengths
    on
        videos.course_id is not distinct from reported_lengths.course_id
        and videos.video_id = reported_lengths.video_id
        and reported_lengths.recency = 1
left join structure
    on
        videos.course_id = structure.course_id
        and structure.node = {{ edx_block_node("'video'", 'videos.video_id') }}
left join lectures
    on videos.course_id = lectures.course_id and videos.block_id = lectures.block_id
