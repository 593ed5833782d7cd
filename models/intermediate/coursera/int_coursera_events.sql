{{ config(enabled=var('with_coursera')) }}

with
loads as (
    select * from {{ ref('stg_loads') }}
),

clicks as (
    select
        event_id,
        load_id,
        file_id,
        line_no,
        event_at,
        learner_id,
        course_id,
        event_type,
        event_family,
        area,
        observed_as,
        is_known,
        raw_event_type,
        'browser' as event_source,
        session_key,
        url,
        block_id,
        host,
        user_agent,
        accept_language
    from {{ ref('stg_coursera__clickstream_events') }}
),

export_events as (
    select
        event_id,
        load_id,
        cast(null as bigint) as file_id,
        cast(null as bigint) as line_no,
        event_at,
        learner_id,
        course_id,
        event_type,
        event_family,
        area,
        observed_as,
        is_known,
        kind as raw_event_type,
        'server' as event_source,
        cast(null as string) as session_key,
        cast(null as string) as url,
        block_id,
        cast(null as string) as host,
        cast(null as string) as user_agent,
        cast(null as string) as accept_language
    from {{ ref('int_coursera_export_events') }}
    where event_at is not null
),

events as (
    select * from clicks
    union all
    select * from export_events
),

landed as (
    select
        events.*,
        cast(loads.finished_at as date) as landed_date
    from events
    left join loads
        on events.load_id = loads.load_id
)

select
    event_id,
    load_id,
    file_id,
    line_no,
    event_at,
    learner_id,
    course_id,
    {{ learner_course_id() }} as learner_course_id,
    event_type,
    event_family,
    area,
    observed_as,
    is_known,
    raw_event_type,
    event_source,
    case
        when session_key is not null then {{ event_surrogate_id(['session_key']) }}
    end as session_id,
    url,
    block_id,
    host,
    user_agent,
    accept_language,
    {{ time_flaw('event_at', 'landed_date') }} as time_flaw
from landed
