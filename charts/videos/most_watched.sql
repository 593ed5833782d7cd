with
videos as (
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
        videos.n_learners,
        cast(round(videos.completion_rate * videos.n_learners) as bigint) as n_completed
    from marts.rpt_videos as videos
    left join marts.dim_videos as names
        on videos.course_id = names.course_id and videos.video_id = names.video_id
    where videos.course_id = $course and videos.n_learners > 0
    order by videos.n_learners desc, video
    limit 20
),

outcomes as (
    select video, n_learners, 'to the end' as outcome, n_completed as learners
    from videos
    union all
    select video, n_learners, 'in part', n_learners - n_completed
    from videos
    union all
    select video, n_learners, 'length unknown', n_learners
    from videos
    where n_completed is null
)

select
    video,
    outcome,
    learners
from outcomes
where learners > 0
order by n_learners desc, video, outcome desc
