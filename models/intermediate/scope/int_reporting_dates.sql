{%- set as_of_date = var('as_of_date') -%}

with
events as (
    select
        platform,
        course_id,
        event_id,
        event_at,
        time_flaw
    from {{ ref('int_events') }}
),

enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

latest_load as (
    select max(landed_date) as landed_date
    from {{ ref('int_loads') }}
),

flawed_events as (
    select
        event_id,
        time_flaw
    from events
    where time_flaw is not null
),

-- A registration of a Coursera export is no event: it is compared with the latest load.
dated as (
    select
        platform,
        course_id,
        event_at,
        time_flaw
    from events
    union all
    select
        enrollment_events.platform,
        enrollment_events.course_id,
        enrollment_events.event_at,
        coalesce(
            flawed_events.time_flaw,
            {{ time_flaw('enrollment_events.event_at', 'latest_load.landed_date') }}
        ) as time_flaw
    from enrollment_events
    cross join latest_load
    left join flawed_events
        on enrollment_events.event_id = flawed_events.event_id
),

spans as (
    select
        platform,
        course_id,
        min(cast(event_at as date)) filter (where time_flaw is null) as first_date,
        max(cast(event_at as date)) filter (where time_flaw is null) as last_date
    from dated
    group by platform, course_id
)

select
    platform,
    course_id,
    first_date,
    last_date,
    {% if as_of_date -%}
        cast('{{ as_of_date }}' as date) as as_of_date
    {%- else -%}
        last_date as as_of_date
    {%- endif %}
from spans
