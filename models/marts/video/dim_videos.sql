with
videos as (
    select * from {{ ref('int_videos') }}
),

structure as (
    select * from {{ ref('int_content_structure') }}
)

select
    videos.platform,
    videos.course_id,
    videos.video_id,
    videos.duration_seconds,
    videos.youtube_code,
    coalesce(structure.block_id, videos.block_id) as block_id,
    structure.display_name
from videos
left join structure
    on
        videos.course_id = structure.course_id
        and structure.node = {{ edx_block_node("'video'", 'videos.video_id') }}
