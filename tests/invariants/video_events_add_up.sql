-- The video events of learners are those that the quality report counts, the seeks and pauses of a
-- video those of its report, and a seek has seconds exactly where it has a direction.
with
video_events as (
    select
        *,
        not is_usable or event_type in (
            'play_video', 'pause_video', 'stop_video', 'seek_video', 'load_video',
            'speed_change_video'
        ) as is_counted
    from {{ ref('fct_video_events') }}
),

courses as (
    select
        platform,
        course_id,
        count(*) as n_events,
        count(*) filter (where not is_usable) as n_unusable
    from video_events
    where learner_id is not null and is_counted
    group by platform, course_id
),

videos as (
    select
        course_id,
        video_id,
        count(*) filter (where event_type = 'seek_video') as n_seeks,
        count(*) filter (where event_type = 'pause_video') as n_pauses
    from video_events
    where learner_id is not null and is_usable
    group by course_id, video_id
),

quality as (
    select * from {{ ref('rpt_video_data_quality') }}
),

reports as (
    select * from {{ ref('rpt_videos') }}
)

select
    coalesce(courses.course_id, quality.course_id) as place,
    'events of the course' as flaw
from courses
full outer join quality
    on
        courses.platform = quality.platform
        and courses.course_id is not distinct from quality.course_id
where
    courses.n_events is distinct from quality.n_events
    or courses.n_unusable is distinct from quality.n_unusable
union all
select
    reports.video_id as place,
    'seeks and pauses of the video' as flaw
from reports
left join videos
    on
        reports.course_id is not distinct from videos.course_id
        and reports.video_id = videos.video_id
where
    reports.n_seeks <> coalesce(videos.n_seeks, 0)
    or reports.n_pauses <> coalesce(videos.n_pauses, 0)
union all
select
    event_id as place,
    'seconds of a seek' as flaw
from video_events
where (seek_direction is null) <> (seek_seconds is null)
