with
segments as (
    select * from {{ ref('int_video_segments') }}
),

-- A segment is added at its first bucket and subtracted after its last. A learner is added at the
-- first bucket that they had not seen before.
steps as (
    select
        platform,
        course_id,
        video_id,
        first_bucket as bucket,
        1 as segments_step,
        0 as learners_step
    from segments
    union all
    select
        platform,
        course_id,
        video_id,
        last_bucket + 1 as bucket,
        -1 as segments_step,
        case when new_from_bucket <= last_bucket then -1 else 0 end as learners_step
    from segments
    union all
    select
        platform,
        course_id,
        video_id,
        new_from_bucket as bucket,
        0 as segments_step,
        1 as learners_step
    from segments
    where new_from_bucket <= last_bucket
),

summed as (
    select
        platform,
        course_id,
        video_id,
        bucket,
        sum(segments_step) as segments_step,
        sum(learners_step) as learners_step
    from steps
    group by platform, course_id, video_id, bucket
),

stretches as (
    select
        platform,
        course_id,
        video_id,
        bucket as first_bucket,
        lead(bucket) over (partition by platform, course_id, video_id order by bucket) - 1
            as last_bucket,
        sum(segments_step) over so_far as n_segments,
        sum(learners_step) over so_far as n_learners
    from summed
    window
        so_far as (
            partition by platform, course_id, video_id
            order by bucket
            rows between unbounded preceding and current row
        )
)

select
    stretches.platform,
    stretches.course_id,
    stretches.video_id,
    buckets.number as bucket,
    cast(buckets.number * 5 as double) as bucket_start_seconds,
    cast(stretches.n_learners as bigint) as n_learners,
    cast(stretches.n_segments as bigint) as n_segments
from stretches
{{ join_numbers('stretches.first_bucket', 'stretches.last_bucket', 'buckets') }}
where stretches.n_segments > 0
