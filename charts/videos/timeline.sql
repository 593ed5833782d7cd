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
),

buckets as (
    select
        videos.video,
        videos.n_learners as n_viewers,
        timeline.bucket,
        timeline.n_learners,
        timeline.n_segments,
        1 + max(timeline.bucket) over (partition by videos.video_id) // 80 as step
    from marts.fct_video_timeline as timeline
    inner join videos on timeline.video_id = videos.video_id
    where timeline.course_id = $course
),

stretches as (
    select
        video,
        n_viewers,
        round(5 * step * (bucket // step) / 60, 3) as minute,
        max(n_learners) as viewers,
        max(n_segments) as plays
    from buckets
    group by video, n_viewers, step, minute
)

select
    video,
    minute,
    viewers,
    plays
from stretches
order by n_viewers desc, video, minute
