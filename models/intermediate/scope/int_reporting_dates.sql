{%- set as_of_date = var('as_of_date') -%}

with
events as (
    select
        platform,
        course_id,
        event_at,
        time_flaw
    from {{ ref('int_events') }}
),

enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
    where source <> 'package_state'
),

loads as (
    select * from {{ ref('int_loads') }}
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

-- A registration of a Coursera export is not an event; an enrollment may name another course than
-- its event.
dated as (
    select * from events
    union all
    select
        enrollment_events.platform,
        enrollment_events.course_id,
        enrollment_events.event_at,
        {{ time_flaw('enrollment_events.event_at', 'loads.landed_date') }} as time_flaw
    from enrollment_events
    left join loads
        on enrollment_events.load_id = loads.load_id
),

spans as (
    select
        platform,
        course_id,
        min(event_at) filter (where time_flaw is null) as first_at,
        max(event_at) filter (where time_flaw is null) as last_at
    from dated
    group by platform, course_id
),

days as (
    select
        spans.platform,
        spans.course_id,
        {{ local_day('spans.first_at', 'calendars.time_zone') }} as first_date,
        {{ local_day('spans.last_at', 'calendars.time_zone') }} as last_date
    from spans
    left join calendars
        on spans.course_id = calendars.course_id
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
from days
