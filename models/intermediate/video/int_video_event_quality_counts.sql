with
steps as (
    select * from {{ ref('int_video_steps_in_scope') }}
),

video_events as (
    select * from {{ ref('int_video_events') }}
    where not is_usable
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where event_family = 'video'
),

unusable as (
    select
        video_events.platform,
        video_events.course_id,
        video_events.video_id,
        count(*) as n_unusable
    from video_events
    inner join events_in_scope
        on video_events.event_id = events_in_scope.event_id
    group by video_events.platform, video_events.course_id, video_events.video_id
),

usable as (
    select
        platform,
        course_id,
        video_id,
        count(*) as n_usable,
        count(*) filter (where event_type = 'seek_video') as n_seeks,
        count(*) filter (where event_type = 'pause_video') as n_pauses,
        count(*) filter (where is_echo) as n_echoes,
        count(*) filter (where loses_segment and opens_segment) as n_lost_by_play,
        count(*) filter (where loses_segment and not opens_segment) as n_lost_by_load,
        count(*) filter (where fate = 'malformed') as n_malformed,
        count(*) filter (where fate = 'too short') as n_too_short,
        count(*) filter (where is_left_open) as n_open_at_end
    from steps
    group by platform, course_id, video_id
)

select
    coalesce(usable.platform, unusable.platform) as platform,
    coalesce(usable.course_id, unusable.course_id) as course_id,
    coalesce(usable.video_id, unusable.video_id) as video_id,
    coalesce(usable.n_usable, 0) + coalesce(unusable.n_unusable, 0) as n_events,
    coalesce(unusable.n_unusable, 0) as n_unusable,
    coalesce(usable.n_seeks, 0) as n_seeks,
    coalesce(usable.n_pauses, 0) as n_pauses,
    coalesce(usable.n_echoes, 0) as n_echoes,
    coalesce(usable.n_lost_by_play, 0) as n_lost_by_play,
    coalesce(usable.n_lost_by_load, 0) as n_lost_by_load,
    coalesce(usable.n_malformed, 0) as n_malformed,
    coalesce(usable.n_too_short, 0) as n_too_short,
    coalesce(usable.n_open_at_end, 0) as n_open_at_end
from usable
full outer join unusable
    on
        usable.platform = unusable.platform
        and usable.course_id is not distinct from unusable.course_id
        and usable.video_id is not distinct from unusable.video_id
