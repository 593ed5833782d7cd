-- Coverage and completion are known exactly where the length of the video is known.
select video_id
from {{ ref('fct_video_views') }}
where
    (coverage is null) <> (duration_seconds is null)
    or (is_completed is null) <> (duration_seconds is null)
union all
select video_id
from {{ ref('rpt_videos') }}
where (completion_rate is null) <> (mean_coverage is null)
