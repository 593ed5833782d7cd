-- The timeline holds every bucket that a segment touches, as often as segments touch it, and no
-- bucket has more learners than the video or than segments.
with
timeline as (
    select
        course_id,
        video_id,
        sum(n_segments) as n_segments,
        max(n_learners) as n_learners,
        bool_and(n_learners between 1 and n_segments) as is_sane
    from {{ ref('fct_video_timeline') }}
    group by course_id, video_id
),

segments as (
    select
        course_id,
        video_id,
        sum(floor(end_seconds / 5) - floor(start_seconds / 5) + 1) as n_segments,
        count(distinct learner_id) as n_learners
    from {{ ref('fct_video_segments') }}
    group by course_id, video_id
)

select coalesce(segments.video_id, timeline.video_id) as video_id
from segments
full outer join timeline
    on
        segments.course_id is not distinct from timeline.course_id
        and segments.video_id = timeline.video_id
where
    segments.n_segments is distinct from timeline.n_segments
    or timeline.n_learners > segments.n_learners
    or not timeline.is_sane
