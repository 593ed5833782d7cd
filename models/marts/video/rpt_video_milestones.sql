with
videos as (
    select * from {{ ref('dim_videos') }}
),

views as (
    select * from {{ ref('fct_video_views') }}
),

milestones as (
    select * from {{ ref('video_milestones') }}
),

milestone_learners as (
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

viewers as (
    select
        course_id,
        video_id,
        count(*) as n_viewers
    from views
    group by course_id, video_id
),

milestone_counts as (
    select
        videos.platform,
        videos.course_id,
        videos.video_id,
        milestones.milestone_percent,
        coalesce(viewers.n_viewers, 0) as n_viewers,
        case
            when videos.duration_seconds is not null
                then coalesce(milestone_learners.n_learners, 0)
        end as n_learners
    from videos
    cross join milestones
    left join viewers
        on
            videos.course_id is not distinct from viewers.course_id
            and videos.video_id = viewers.video_id
    left join milestone_learners
        on
            videos.course_id is not distinct from milestone_learners.course_id
            and videos.video_id = milestone_learners.video_id
            and milestones.milestone_percent = milestone_learners.milestone_percent
)

select
    platform,
    course_id,
    video_id,
    milestone_percent,
    n_viewers,
    n_learners,
    cast(n_learners as double) / nullif(n_viewers, 0) as share_of_viewers
from milestone_counts
