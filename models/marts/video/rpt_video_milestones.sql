with
videos as (
    select * from {{ ref('dim_videos') }}
),

views as (
    select * from {{ ref('fct_video_views') }}
),

milestones as (
    select cast(10 as bigint) as milestone_percent
    union all
    select cast(25 as bigint) as milestone_percent
    union all
    select cast(50 as bigint) as milestone_percent
    union all
    select cast(75 as bigint) as milestone_percent
    union all
    select cast(90 as bigint) as milestone_percent
),

reached as (
    select
        views.course_id,
        views.video_id,
        milestones.milestone_percent,
        count(*) as n_learners
    from views
    inner join milestones
        on views.coverage >= cast(milestones.milestone_percent as double) / 100
    group by views.course_id, views.video_id, milestones.milestone_percent
),

viewed as (
    select
        course_id,
        video_id,
        count(*) as n_viewers
    from views
    group by course_id, video_id
),

counted as (
    select
        videos.platform,
        videos.course_id,
        videos.video_id,
        milestones.milestone_percent,
        coalesce(viewed.n_viewers, 0) as n_viewers,
        case when videos.duration_seconds is not null then coalesce(reached.n_learners, 0) end
            as n_learners
    from videos
    cross join milestones
    left join viewed
        on
            videos.course_id is not distinct from viewed.course_id
            and videos.video_id = viewed.video_id
    left join reached
        on
            videos.course_id is not distinct from reached.course_id
            and videos.video_id = reached.video_id
            and milestones.milestone_percent = reached.milestone_percent
)

select
    platform,
    course_id,
    video_id,
    milestone_percent,
    n_viewers,
    n_learners,
    cast(n_learners as double) / nullif(n_viewers, 0) as share_of_viewers
from counted
