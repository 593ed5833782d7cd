with
events as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where observed_as is not null
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

agents as (
    select * from {{ ref('int_user_agents') }}
),

-- MOOCdb's core tables give two names twice; the later number is the one in use.
observed_event_types as (
    select
        observed_event_type_name,
        max(observed_event_type_id) as observed_event_type_id
    from {{ ref('moocdb_observed_event_types') }}
    group by observed_event_type_name
),

named as (
    select
        events.*,
        event_resources.resource_id,
        event_resources.url as place_url,
        video_events.position_seconds,
        video_events.old_position_seconds,
        video_events.new_position_seconds,
        video_events.new_speed,
        case
            when wiki_edits.event_id is not null then 'wiki_edit'
            when
                events.observed_as = 'video_seek_forward'
                and video_events.new_position_seconds < video_events.old_position_seconds
                then 'video_seek_back'
            else events.observed_as
        end as observed_event_type_name
    from events
    left join event_resources
        on events.event_id = event_resources.event_id
    left join video_events
        on events.event_id = video_events.event_id
    left join wiki_edits
        on events.event_id = wiki_edits.event_id
),

timed as (
    select
        named.*,
        observed_event_types.observed_event_type_id,
        agents.os_id,
        agents.agent_id,
        case
            when gaps.seconds_to_next <= {{ var('event_max_duration_seconds') }}
                then cast(floor(gaps.seconds_to_next) as bigint)
            else {{ var('event_default_duration_seconds') }}
        end as duration_seconds
    from named
    inner join gaps
        on named.event_id = gaps.event_id
    inner join observed_event_types
        on named.observed_event_type_name = observed_event_types.observed_event_type_name
    left join agents
        on named.user_agent = agents.user_agent
),

ordered as (
    select
        *,
        lag(event_at) over learner_course as previous_event_at,
        lag(duration_seconds) over learner_course as previous_duration_seconds
    from timed
    window learner_course as (
        partition by learner_id, course_id order by event_at, line_no, event_id
    )
)

select
    platform,
    course_id,
    event_id,
    {{ surrogate_id(['platform', 'event_id']) }} as observed_event_id,
    learner_id,
    event_at,
    event_type,
    block_id,
    resource_id,
    place_url as url,
    case
        when place_url is not null then {{ surrogate_id(['platform', 'course_id', 'place_url']) }}
    end as url_id,
    os_id,
    agent_id,
    observed_event_type_id,
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
