{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_events('stg_edx__resolved_records')) }}",
) }}

with
records as (
    select
        *,
        coalesce(raw_event_type like '/%', false) as has_request_path,
        coalesce(page like 'http%' or page like '/%', false) as has_page
    from {{ ref('stg_edx__resolved_records') }}
    {% if is_incremental() %}
        where {{ is_missing_event() }}
    {% endif %}
),

addresses as (
    select * from {{ ref('stg_edx__addresses') }}
),

loads as (
    select * from {{ ref('stg_loads') }}
),

-- The location of requests of handlers, of problems and of the platform's own is the page that
-- sends them.
event_addresses as (
    select
        records.*,
        records.has_request_path
        and records.event_family not in ('handler', 'problem_request', 'infrastructure')
            as is_request,
        requests.url as request_url,
        pages.url as page_or_referer_url,
        cast(loads.finished_at as date) as landed_date
    from records
    left join addresses as requests
        on
            records.has_request_path
            and records.raw_event_type = requests.address
            and coalesce(records.host, '') = requests.host
    left join addresses as pages
        on
            case when records.has_page then records.page else records.referer end = pages.address
            and pages.host = ''
    left join loads
        on records.load_id = loads.load_id
),

-- The context of a grade names the problem that changed it, not the block that is graded.
event_keys as (
    select
        *,
        case
            when has_request_path then request_url
            when has_page then page_or_referer_url
        end as url,
        case when is_request then request_url else page_or_referer_url end as location_url,
        case
            when event_family = 'grade'
                then {{ trimmed(json_fields(well_formed('payload'), ['block_id']) ~ '.block_id') }}
            else coalesce(
                module_original_usage_key, module_usage_key,
                {{ edx_block_key('raw_event_type') }}, {{ edx_block_key('payload') }}
            )
        end as block_id
    from event_addresses
)

select
    event_id,
    event_version,
    load_id,
    file_id,
    line_no,
    record_no,
    event_at,

    -- who
    learner_id,
    username,
    user_id,
    ip,

    -- what
    event_type,
    event_family,
    area,
    observed_as,
    is_known,
    {{ edx_respelled('raw_event_type') }} as raw_event_type,
    raw_event_name,
    event_source,

    -- where
    course_id,
    logged_course_id,
    {{ learner_course_id() }} as learner_course_id,
    is_request,
    {{ edx_respelled('url') }} as url,
    {{ edx_respelled('location_url') }} as location_url,
    {{ edx_respelled('block_id') }} as block_id,
    module_display_name,

    -- with
    case
        when session_key is not null then {{ event_surrogate_id(['session_key']) }}
    end as session_id,
    host,
    user_agent,
    accept_language,
    {{ time_flaw('event_at', 'landed_date') }} as time_flaw
from event_keys
