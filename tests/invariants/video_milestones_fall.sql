-- A later milestone is reached by no more learners than an earlier one, none by more than watched
-- the video, and it is known exactly where the length of the video is known.
with
milestones as (
    select
        *,
        coalesce(
            lag(n_learners) over (
                partition by platform, course_id, video_id order by milestone_percent
            ),
            n_viewers
        ) as n_before
    from {{ ref('rpt_video_milestones') }}
),

reports as (
    select * from {{ ref('rpt_videos') }}
),

videos as (
    select * from {{ ref('dim_videos') }}
)

select
    milestones.video_id,
    milestones.milestone_percent
from milestones
left join videos
    on
        milestones.course_id is not distinct from videos.course_id
        and milestones.video_id = videos.video_id
left join reports
    on
        milestones.course_id is not distinct from reports.course_id
        and milestones.video_id = reports.video_id
where
    milestones.n_learners > milestones.n_before
    or milestones.n_viewers is distinct from reports.n_learners
    or (milestones.n_learners is null) <> (videos.duration_seconds is null)
