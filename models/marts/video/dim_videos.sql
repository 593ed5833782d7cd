{{ config(materialized='view') }}

with
videos as (
    select * from {{ ref('int_videos') }}
)

select
    platform,
    course_id,
    video_id,
    duration_seconds,
    youtube_code,
    block_id,
    display_name
from videos
