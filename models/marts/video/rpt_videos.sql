with
videos as (
    select * from {{ ref('dim_videos') }}
),

views as (
    select * from {{ ref('fct_video_views') }}
),

segments as (
    select * from {{ ref('fct_video_segments') }}
),

timeline as (
    select
        fct_video_timeline.*,
        -- The end of a video by edX's definition: 30 s before it, or 5 % of it if that is later.
        cast(floor(
            greatest(videos.duration_seconds - 30, 0.95 * videos.duration_seconds) / 5
        ) as bigint) as end_bucket
    from {{ ref('fct_video_timeline') }} as fct_video_timeline
    inner join videos
        on
            fct_video_timeline.course_id is not distinct from videos.course_id
            and fct_video_timeline.video_id = videos.video_id
),

counts as (
    select * from {{ ref('int_video_event_quality_counts') }}
),

viewed as (
    select
        course_id,
        video_id,
        count(*) as n_learners,
        {{ exact_avg('coverage') }} as mean_coverage,
        avg(cast(is_completed as integer)) as completion_rate
    from views
    group by course_id, video_id
),

cut as (
    select
        course_id,
        video_id,
        count(*) as n_segments,
        {{ exact_avg('playback_rate') }} as mean_playback_rate
    from segments
    group by course_id, video_id
),

over_time as (
    select
        course_id,
        video_id,
        max(n_learners) filter (where bucket = 0) as n_learners_at_start,
        max(n_learners) filter (where bucket = end_bucket) as n_learners_at_end,
        5.0 * sum(n_segments) as seconds_viewed
    from timeline
    group by course_id, video_id
),

losses as (
    select
        course_id,
        video_id,
        bucket,
        n_learners - case
            when lead(bucket) over this_video = bucket + 1 then lead(n_learners) over this_video
            else 0
        end as n_lost,
        bucket < coalesce(end_bucket, max(bucket) over whole_video) as is_before_end
    from timeline
    window
        this_video as (partition by course_id, video_id order by bucket),
        whole_video as (partition by course_id, video_id)
),

steepest as (
    select
        course_id,
        video_id,
        bucket as steepest_drop_bucket,
        n_lost as steepest_drop_n_learners,
        row_number() over (
            partition by course_id, video_id order by n_lost desc, bucket asc
        ) as steepness
    from losses
    where is_before_end and n_lost > 0
)

select
    videos.platform,
    videos.course_id,
    videos.video_id,
    coalesce(viewed.n_learners, 0) as n_learners,
    coalesce(cut.n_segments, 0) as n_segments,
    coalesce(over_time.n_learners_at_start, 0) as n_learners_at_start,
    case
        when videos.duration_seconds is not null then coalesce(over_time.n_learners_at_end, 0)
    end as n_learners_at_end,
    cast(coalesce(over_time.seconds_viewed, 0) as double) as seconds_viewed,
    viewed.mean_coverage,
    viewed.completion_rate,
    coalesce(counts.n_seeks, 0) as n_seeks,
    coalesce(counts.n_pauses, 0) as n_pauses,
    cut.mean_playback_rate,
    steepest.steepest_drop_bucket,
    steepest.steepest_drop_n_learners
from videos
left join viewed
    on videos.course_id is not distinct from viewed.course_id and videos.video_id = viewed.video_id
left join cut
    on videos.course_id is not distinct from cut.course_id and videos.video_id = cut.video_id
left join over_time
    on
        videos.course_id is not distinct from over_time.course_id
        and videos.video_id = over_time.video_id
left join counts
    on videos.course_id is not distinct from counts.course_id and videos.video_id = counts.video_id
left join steepest
    on
        videos.course_id is not distinct from steepest.course_id
        and videos.video_id = steepest.video_id
        and steepest.steepness = 1
