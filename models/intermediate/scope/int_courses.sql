with
events as (
    select * from {{ ref('int_events') }}
),

enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

grade_events as (
    select * from {{ ref('stg_edx__grade_events') }}
    where course_id is not null
),

certificate_events as (
    select * from {{ ref('stg_edx__certificate_events') }}
    where course_id is not null
),

package_learners as (
    select * from {{ ref('stg_edx_package__learners') }}
    where course_id is not null
),

calendars as (
    select * from {{ ref('int_course_calendars') }}
),

-- Of an enrollment, a grade or a certificate the payload may name another course than the context.
logged as (
    select
        platform,
        course_id
    from events
    where course_id is not null
    union
    select
        platform,
        course_id
    from enrollment_events
    union
    select
        'edx' as platform,
        course_id
    from grade_events
    union
    select
        'edx' as platform,
        course_id
    from certificate_events
    union
    select
        'edx' as platform,
        course_id
    from package_learners
),

keyed as (
    select
        *,
        case
            when course_id like '%-v1:%' then split_part(course_id, ':', 2)
            when course_id like '%/%' then replace(course_id, '/', '+')
            else '+' || {{ replaced('course_id', '-([^-]+)$', '+\\1') }}
        end as parts
    from logged
)

select
    keyed.platform,
    keyed.course_id,
    nullif(split_part(keyed.parts, '+', 1), '') as org,
    nullif(split_part(keyed.parts, '+', 2), '') as course_number,
    nullif(split_part(keyed.parts, '+', 3), '') as run,
    calendars.name,
    calendars.start_date,
    calendars.end_date,
    calendars.starts_at,
    calendars.ends_at,
    {{ zone_or_default('calendars.time_zone') }} as time_zone,
    coalesce(calendars.term, nullif(split_part(keyed.parts, '+', 3), '')) as term,
    calendars.counted_from,
    calendars.counted_until
from keyed
left join calendars
    on keyed.course_id = calendars.course_id
