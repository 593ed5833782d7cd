{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
events as (
    select * from {{ ref('int_video_events') }}
    {% if is_incremental() %}
        where {{ is_unbuilt() }}
    {% endif %}
),

usable_events as (
    select * from events
    where
        learner_id is not null
        and is_usable
        and event_type in (
            'play_video', 'pause_video', 'stop_video', 'seek_video', 'load_video',
            'speed_change_video'
        )
),

classified as (
    select
        *,
        event_type in ('pause_video', 'stop_video', 'load_video') as is_closing
    from usable_events
),

-- Pause, stop and load end a run of plays and seeks, because they close an open segment.
numbered as (
    select
        *,
        row_number() over so_far as step_number,
        count(case when is_closing then 1 end) over so_far
        - cast(is_closing as bigint) as run_number,
        count(case event_type when 'speed_change_video' then 1 end) over so_far as n_speed_changes
    from classified
    window
        so_far as (
            partition by learner_course_id, video_id
            order by {{ event_order() }}
            rows between unbounded preceding and current row
        )
),

-- Within a run the first play opens a segment. A seek after it leaves one open; a seek before it
-- has no effect.
in_runs as (
    select
        *,
        min(case event_type when 'play_video' then step_number end) over earlier as first_play,
        max(case event_type when 'seek_video' then step_number end) over earlier as last_seek
    from numbered
    window
        earlier as (
            partition by learner_course_id, video_id, run_number
            order by step_number
            rows between unbounded preceding and 1 preceding
        )
),

states as (
    select
        *,
        first_play is not null as is_open,
        coalesce(last_seek > first_play, false) as is_open_by_seek
    from in_runs
),

-- A play over an open play loses what was open; a play after a seek is the player's echo of it.
effects as (
    select
        *,
        is_open and event_type in ('pause_video', 'stop_video', 'seek_video') as closes_segment,
        case event_type
            when 'play_video' then not is_open_by_seek
            when 'seek_video' then is_open
            else false
        end as opens_segment,
        case event_type
            when 'play_video' then is_open and not is_open_by_seek
            when 'load_video' then is_open
            else false
        end as loses_segment,
        event_type = 'play_video' and is_open_by_seek as is_echo
    from states
),

-- An open part was opened by the last event before it in the run that counted.
paired as (
    select
        *,
        lag(event_at) over counting as previous_at,
        lag(coalesce(new_position_seconds, position_seconds)) over counting as previous_position,
        lag(n_speed_changes) over counting as previous_n_speed_changes,
        lead(step_number) over counting is null as is_last_of_run
    from effects
    window
        counting as (
            partition by
                learner_course_id,
                video_id,
                run_number,
                closes_segment or opens_segment or loses_segment
            order by step_number
        )
)

select
    learner_course_id,
    learner_course_version,
    event_id,
    load_id,
    platform,
    learner_id,
    course_id,
    video_id,
    event_at,
    line_no,
    event_type,
    closes_segment,
    opens_segment,
    loses_segment,
    is_echo,
    n_speed_changes,
    old_speed,
    new_speed,
    case when closes_segment or loses_segment then previous_at end as opened_at,
    case when closes_segment or loses_segment then previous_n_speed_changes end
        as opened_n_speed_changes,
    case when closes_segment then previous_position end as start_seconds,
    case when closes_segment then coalesce(old_position_seconds, position_seconds) end
        as end_seconds,
    is_last_of_run and opens_segment as is_left_open
from paired
