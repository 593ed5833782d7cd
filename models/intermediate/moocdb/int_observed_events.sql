{% set vars = [
    'event_max_duration_seconds', 'event_default_duration_seconds', 'event_min_valid_seconds',
] %}
{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses([
        'event_max_duration_seconds', 'event_default_duration_seconds', 'event_min_valid_seconds',
    ])) }}",
) }}

with
events as (
    select * from {{ ref('int_events') }}
    where observed_as is not null and learner_id is not null
),

touched as (
    {{ touched_learner_courses('events', vars) }}
),

gaps as (
    select * from {{ ref('int_event_gaps') }}
),

event_resources as (
    select * from {{ ref('int_event_resources') }}
),

video_events as (
    select * from {{ ref('int_video_events') }}
),

wiki_edits as (
    select * from {{ ref('stg_edx__wiki_edits') }}
),

timed as (
    select
        touched.*,
        event_resources.resource_id,
        event_resources.url as place_url,
        video_events.position_seconds,
        video_events.old_position_seconds,
        video_events.new_position_seconds,
        video_events.new_speed,
        case
            when wiki_edits.event_id is not null then 'wiki_edit'
            when
                touched.observed_as = 'video_seek_forward'
                and video_events.new_position_seconds < video_events.old_position_seconds
                then 'video_seek_back'
            else touched.observed_as
        end as observed_event_type_name,
        case
            when gaps.seconds_to_next <= {{ var('event_max_duration_seconds') }}
                then cast(floor(gaps.seconds_to_next) as bigint)
            else {{ var('event_default_duration_seconds') }}
        end as duration_seconds
    from touched
    inner join gaps
        on touched.event_id = gaps.event_id
    left join event_resources
        on touched.event_id = event_resources.event_id
    left join video_events
        on touched.event_id = video_events.event_id
    left join wiki_edits
        on touched.event_id = wiki_edits.event_id
),

ordered as (
    select
        *,
        lag(event_at) over learner_course as previous_event_at,
        lag(duration_seconds) over learner_course as previous_duration_seconds
    from timed
    window learner_course as (
        partition by learner_course_id order by {{ event_order() }}
    )
)

select
    learner_course_id,
    learner_course_version,
    platform,
    course_id,
    event_id,
    {{ event_surrogate_id(['platform', 'event_id']) }} as observed_event_id,
    learner_id,
    event_at,
    event_type,
    block_id,
    resource_id,
    place_url as url,
    case
        when place_url is not null then {{ surrogate_id(['platform', 'course_id', 'place_url']) }}
    end as url_id,
    user_agent,
    observed_event_type_name,
    position_seconds,
    old_position_seconds,
    new_position_seconds,
    new_speed,
    duration_seconds,
    case
        when duration_seconds < {{ var('event_min_valid_seconds') }} then null
        when event_at = previous_event_at and duration_seconds = previous_duration_seconds then 0
        else 1
    end as validity
from ordered
