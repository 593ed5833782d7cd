with
loads as (
    select * from {{ ref('int_loads') }}
),

edx_events as (
    select
        'edx' as platform,
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
        event_source,
        session_key,
        case
            when starts_with(raw_event_type, '/')
                then {{ public_request_url('host', 'raw_event_type') }}
            when page like 'http%' or page like '/%' then {{ public_url('page') }}
        end as url,
        -- The context of a grade names the problem that changed it, not the block that is graded.
        case
            when event_family = 'grade'
                then {{ trimmed(json_fields(well_formed('payload'), ['block_id']) ~ '.block_id') }}
            else coalesce(
                module_original_usage_key, module_usage_key,
                {{ edx_block_key('raw_event_type') }}, {{ edx_block_key('payload') }}
            )
        end as block_id,
        host,
        user_agent,
        accept_language
    from {{ ref('stg_edx__events') }}
),

coursera_clicks as (
    select
        'coursera' as platform,
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

coursera_acts as (
    select
        'coursera' as platform,
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
    from {{ ref('int_coursera_acts') }}
    where event_at is not null
),

events as (
    select * from edx_events
    union all
    select * from coursera_clicks
    union all
    select * from coursera_acts
),

landed as (
    select
        events.*,
        loads.landed_date
    from events
    left join loads
        on events.load_id = loads.load_id
)

select
    platform,
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
        when session_key is not null then {{ surrogate_id(['session_key']) }}
    end as session_id,
    url,
    block_id,
    host,
    user_agent,
    accept_language,
    {{ time_flaw('event_at', 'landed_date') }} as time_flaw
from landed
