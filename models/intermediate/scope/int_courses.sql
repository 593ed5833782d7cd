with
events as (
    select * from {{ ref('int_events') }}
),

enrollment_events as (
    select * from {{ ref('int_enrollment_events') }}
),

package_learners as (
    select * from {{ ref('stg_edx_package__learners') }}
    where course_id is not null
),

course_list as (
    select * from {{ ref('courses') }}
),

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
    course_list.name,
    course_list.start_date,
    course_list.end_date,
    coalesce(course_list.term, nullif(split_part(keyed.parts, '+', 3), '')) as term,
    {%- if var('restrict_to_course_dates') %}
        course_list.start_date as first_counted_date,
        course_list.end_date as last_counted_date
    {%- else %}
        cast(null as date) as first_counted_date,
        cast(null as date) as last_counted_date
    {%- endif %}
from keyed
left join course_list
    on keyed.course_id = course_list.course_id
