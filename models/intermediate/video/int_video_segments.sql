with
steps as (
    select * from {{ ref('int_video_steps_in_scope') }}
),

videos as (
    select * from {{ ref('int_videos') }}
),

own_lengths as (
    select * from {{ ref('int_learner_video_lengths') }}
),

cut as (
    select
        *,
        {{ seconds_between('opened_at', 'event_at') }} as wall_seconds
    from steps
    where fate = 'segment'
),

-- The speed after the n-th change, which is the one before where the new one is unknown; before the
-- first change the one that it left, or normal where the player does not report that.
speeds as (
    select
        learner_course_id,
        video_id,
        n_speed_changes as speed_number,
        coalesce(new_speed, old_speed) as speed
    from steps
    where event_type = 'speed_change_video'
    union all
    select
        learner_course_id,
        video_id,
        0 as speed_number,
        coalesce(old_speed, 1) as speed
    from steps
    where event_type = 'speed_change_video' and n_speed_changes = 1
),

rates as (
    select
        cut.event_id,
        max(speeds.speed) as playback_rate
    from cut
    inner join speeds
        on
            cut.learner_course_id = speeds.learner_course_id
            and cut.video_id = speeds.video_id
            and speeds.speed_number between cut.opened_n_speed_changes and cut.n_speed_changes
    group by cut.event_id
),

segments as (
    select
        cut.platform,
        cut.event_id,
        cut.course_id,
        cut.learner_id,
        cut.learner_course_id,
        cut.video_id,
        cut.start_seconds,
        cut.end_seconds,
        replace(cut.event_type, '_video', '') as closed_by,
        cut.event_at as closed_at,
        cut.line_no,
        cut.opened_at,
        cut.wall_seconds,
        coalesce(rates.playback_rate, 1) as playback_rate,
        coalesce(own_lengths.duration_seconds, videos.duration_seconds) as duration_seconds
    from cut
    left join rates
        on cut.event_id = rates.event_id
    left join videos
        on cut.course_id is not distinct from videos.course_id and cut.video_id = videos.video_id
    left join own_lengths
        on
            cut.learner_course_id = own_lengths.learner_course_id
            and cut.video_id = own_lengths.video_id
),

-- From where on a segment shows what no segment that starts before it has shown.
ordered as (
    select
        *,
        greatest(start_seconds, coalesce(max(end_seconds) over earlier, 0)) as new_from_seconds,
        greatest(
            floor(start_seconds / 5), coalesce(floor(max(end_seconds) over earlier / 5) + 1, 0)
        ) as new_from_bucket
    from segments
    window
        earlier as (
            partition by learner_course_id, video_id
            order by start_seconds, end_seconds, event_id
            rows between unbounded preceding and 1 preceding
        )
)

select
    platform,
    event_id,
    course_id,
    learner_id,
    video_id,
    start_seconds,
    end_seconds,
    end_seconds - start_seconds as watched_seconds,
    closed_by,
    closed_at,
    line_no,
    opened_at,
    wall_seconds,
    playback_rate,
    end_seconds - start_seconds <= wall_seconds * playback_rate + 10 as is_plausible,
    duration_seconds,
    greatest(end_seconds - new_from_seconds, 0) as new_seconds,
    greatest(least(end_seconds, coalesce(duration_seconds, end_seconds)) - new_from_seconds, 0)
        as new_seconds_of_video,
    cast(floor(start_seconds / 5) as bigint) as first_bucket,
    cast(floor(end_seconds / 5) as bigint) as last_bucket,
    cast(new_from_bucket as bigint) as new_from_bucket
from ordered
