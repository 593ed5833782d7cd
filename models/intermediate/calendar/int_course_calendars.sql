with
course_list as (
    select * from {{ ref('courses') }}
),

-- A build stops at a row that cannot be read (check_seed); here it would be unknown.
listed as (
    select
        course_id,
        name,
        term,
        case
            when {{ is_time_zone(trimmed('time_zone')) }} then {{ trimmed('time_zone') }}
        end as time_zone,
        {{ listed_time(trimmed('start_date')) }} as local_start,
        {{ listed_time(trimmed('end_date')) }} as local_end,
        length({{ trimmed('end_date') }}) = 10 as ends_with_its_day
    from course_list
),

dated as (
    select
        *,
        {{ utc_time('local_start', 'time_zone') }} as starts_at,
        {{ utc_time(
            "case when ends_with_its_day then local_end + interval 1 day else local_end end",
            'time_zone'
        ) }} as ends_at
    from listed
)

select
    course_id,
    name,
    term,
    time_zone,
    cast(local_start as date) as start_date,
    cast(local_end as date) as end_date,
    starts_at,
    ends_at,
    {%- if var('restrict_to_course_dates') %}
        starts_at as counted_from,
        ends_at as counted_until
    {%- else %}
        cast(null as timestamp) as counted_from,
        cast(null as timestamp) as counted_until
    {%- endif %}
from dated
