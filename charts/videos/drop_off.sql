select
    coalesce(
        names.display_name
        || case
            when count(*) over (partition by names.display_name) > 1
                then ' · ' || videos.video_id
            else ''
        end,
        videos.video_id
    ) as video,
    round(100 * videos.n_learners_at_end / videos.n_learners_at_start, 1) as stay,
    videos.n_learners_at_start as at_start,
    videos.n_learners_at_end as at_end,
    round(5 * videos.steepest_drop_bucket / 60, 2) as drop_minute
from marts.rpt_videos as videos
left join marts.dim_videos as names
    on videos.course_id = names.course_id and videos.video_id = names.video_id
where
    videos.course_id = $course
    and videos.n_learners_at_start >= 5
    and videos.n_learners_at_end is not null
order by stay, video
limit 20
