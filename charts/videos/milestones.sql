with
videos as (
    select
        videos.video_id,
        videos.n_learners,
        coalesce(
            names.display_name
            || case
                when count(*) over (partition by names.display_name) > 1
                    then ' · ' || videos.video_id
                else ''
            end,
            videos.video_id
        ) as video
    from marts.rpt_videos as videos
    left join marts.dim_videos as names
        on videos.course_id = names.course_id and videos.video_id = names.video_id
    where videos.course_id = $course and videos.n_learners > 0
    order by videos.n_learners desc, video
    limit 60
)

select
    videos.video,
    milestones.milestone_percent as milestone,
    milestones.share_of_viewers as share,
    milestones.n_learners as learners
from marts.rpt_video_milestones as milestones
inner join videos on milestones.video_id = videos.video_id
where milestones.course_id = $course and milestones.share_of_viewers is not null
order by videos.n_learners desc, videos.video, milestone
