with
segments as (
    select * from {{ ref('int_video_segments') }}
),

views as (
    select
        platform,
        course_id,
        learner_id,
        video_id,
        min(duration_seconds) as duration_seconds,
        count(*) as n_segments,
        {{ exact_sum('watched_seconds') }} as watched_seconds,
        {{ exact_sum('new_seconds_of_video') }} as covered_seconds,
        {{ exact_sum('watched_seconds - new_seconds') }} as rewatched_seconds,
        min(closed_at) as first_viewed_at,
        max(closed_at) as last_viewed_at
    from segments
    group by platform, course_id, learner_id, video_id
)

select
    platform,
    course_id,
    learner_id,
    video_id,
    duration_seconds,
    n_segments,
    watched_seconds,
    covered_seconds,
    case when duration_seconds is not null then least(covered_seconds / duration_seconds, 1) end
        as coverage,
    covered_seconds / duration_seconds >= {{ var('video_completion_ratio') }} as is_completed,
    rewatched_seconds,
    first_viewed_at,
    last_viewed_at
from views
