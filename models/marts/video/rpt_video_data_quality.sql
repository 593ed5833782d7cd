with
counts as (
    select * from {{ ref('int_video_event_quality_counts') }}
),

segments as (
    select * from {{ ref('int_video_segments') }}
),

set_aside as (
    select
        platform,
        course_id,
        cast(sum(n_events) as bigint) as n_events,
        cast(sum(n_unusable) as bigint) as n_unusable,
        cast(sum(n_echoes) as bigint) as n_echoes,
        cast(sum(n_lost_by_play) as bigint) as n_lost_by_play,
        cast(sum(n_lost_by_load) as bigint) as n_lost_by_load,
        cast(sum(n_malformed) as bigint) as n_malformed,
        cast(sum(n_too_short) as bigint) as n_too_short,
        cast(sum(n_open_at_end) as bigint) as n_open_at_end
    from counts
    group by platform, course_id
),

kept as (
    select
        platform,
        course_id,
        count(*) as n_segments,
        count(*) filter (where not is_plausible) as n_implausible,
        count(distinct {{ event_surrogate_id(['learner_id', 'video_id']) }}) as n_learner_videos
    from segments
    group by platform, course_id
)

select
    set_aside.platform,
    set_aside.course_id,
    set_aside.n_events,
    set_aside.n_unusable,
    set_aside.n_echoes,
    set_aside.n_lost_by_play + set_aside.n_lost_by_load as n_lost_open_parts,
    set_aside.n_lost_by_play,
    set_aside.n_lost_by_load,
    set_aside.n_malformed,
    set_aside.n_too_short,
    set_aside.n_open_at_end,
    coalesce(kept.n_implausible, 0) as n_implausible,
    coalesce(kept.n_segments, 0) as n_segments,
    coalesce(kept.n_learner_videos, 0) as n_learner_videos
from set_aside
left join kept
    on set_aside.course_id is not distinct from kept.course_id
