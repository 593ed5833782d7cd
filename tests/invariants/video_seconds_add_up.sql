-- Nobody covers more of a video than they watched or than it has, and what they watched is the sum
-- of their segments: what was new and what was seen again.
with
views as (
    select * from {{ ref('fct_video_views') }}
),

segments as (
    select
        learner_id,
        course_id,
        video_id,
        count(*) as n_segments,
        sum(end_seconds - start_seconds) as watched_seconds
    from {{ ref('fct_video_segments') }}
    group by learner_id, course_id, video_id
)

select coalesce(segments.video_id, views.video_id) as video_id
from segments
full outer join views
    on
        segments.learner_id = views.learner_id
        and segments.course_id is not distinct from views.course_id
        and segments.video_id = views.video_id
where
    views.n_segments is distinct from segments.n_segments
    or abs(views.watched_seconds - segments.watched_seconds) > 1e-5
    or views.covered_seconds > views.watched_seconds - views.rewatched_seconds + 1e-5
    or views.covered_seconds > views.duration_seconds + 1e-5
    or views.covered_seconds < 0
    or views.rewatched_seconds < 0
    or (
        views.duration_seconds is null
        and abs(views.covered_seconds + views.rewatched_seconds - views.watched_seconds) > 1e-5
    )
