{{ config(materialized='view') }}

with
segments as (
    select * from {{ ref('int_video_segments') }}
)

select
    platform,
    course_id,
    learner_id,
    video_id,
    event_id,
    start_seconds,
    end_seconds,
    watched_seconds,
    closed_by,
    closed_at,
    opened_at,
    wall_seconds,
    playback_rate,
    is_plausible
from segments
