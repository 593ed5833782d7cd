with
events as (
    select * from {{ ref('int_counted_events') }}
    where observed_as is not null
),

gaps as (
    select * from {{ ref('int_event_gaps') }}
),

-- MOOCdb's core tables give two names twice; the later number is the one in use.
observed_event_types as (
    select
        observed_event_type_name,
        max(observed_event_type_id) as observed_event_type_id
    from {{ ref('moocdb_observed_event_types') }}
    group by observed_event_type_name
),

timed as (
    select
        events.platform,
        events.course_id,
        events.event_id,
        events.learner_id,
        events.event_at,
        events.line_no,
        events.event_type,
        events.block_id,
        events.url,
        observed_event_types.observed_event_type_id,
        case
            when gaps.seconds_to_next <= {{ var('event_max_duration_seconds') }}
                then cast(floor(gaps.seconds_to_next) as bigint)
            else {{ var('event_default_duration_seconds') }}
        end as duration_seconds
    from events
    inner join gaps
        on events.event_id = gaps.event_id
    inner join observed_event_types
        on events.observed_as = observed_event_types.observed_event_type_name
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
    url,
    case
        when url is not null then {{ surrogate_id(['platform', 'course_id', 'url']) }}
    end as url_id,
    observed_event_type_id,
    duration_seconds,
    case
        when duration_seconds < {{ var('event_min_valid_seconds') }} then null
        when event_at = previous_event_at and duration_seconds = previous_duration_seconds then 0
        else 1
    end as validity
from ordered
