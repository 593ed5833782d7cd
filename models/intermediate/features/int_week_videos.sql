with
segments as (
    select * from {{ ref('fct_video_segments') }}
)

select
    course_id,
    learner_id,
    week_number,
    {{ exact_sum('watched_seconds') }} as video_seconds_watched,
    count(distinct video_id) as n_videos_watched
from ({{ on_course_weeks('segments', 'closed_at') }}) as placed_segments
where week_number >= 0
group by course_id, learner_id, week_number
