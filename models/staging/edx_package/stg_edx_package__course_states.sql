{{ config(materialized='table') }}

with
loads as (
    select
        load_id,
        finished_at,
        cast(cast(finished_at as date) as string) as landed_day
    from {{ ref('stg_loads') }}
),

course_keys as (
    select * from {{ ref('stg_edx_package__course_keys') }}
),

-- Texts of times in one spelling sort as the times do, so the latest is found before any is parsed.
times as (
    {%- set tables = [] -%}
    {%- for table, columns in edx_package_courses().items() if columns -%}
        {%- do tables.append(table) -%}
    {%- endfor %}
    {%- for table in tables %}
        {%- for column in edx_package_courses()[table] %}
            select
                named.course_id,
                named.load_id,
                max(case
                    when left(named.{{ column }}, 10) <= loads.landed_day
                        then replace(left(named.{{ column }}, 26), 'T', ' ')
                end) as stated_at
            from {{ source('raw_edx', table) }} as named
            inner join loads
                on named.load_id = loads.load_id
            where named.{{ column }} like '20__-__-__%:__:%'
            group by named.course_id, named.load_id
            {{ 'union all' if not loop.last }}
        {%- endfor %}
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

enrollment_loads as (
    select
        course_id,
        max(load_id) as load_id
    from {{ source('raw_edx', 'student_courseenrollment') }}
    group by course_id
),

statements as (
    select
        {{ edx_course_key('course_id') }} as course_key,
        {{ safe_timestamp("replace(stated_at, 'Z', '')") }} as stated_at,
        cast(null as timestamp) as landed_at
    from times
    union all
    select
        {{ edx_course_key('enrollment_loads.course_id') }} as course_key,
        cast(null as timestamp) as stated_at,
        loads.finished_at as landed_at
    from enrollment_loads
    inner join loads
        on enrollment_loads.load_id = loads.load_id
)

select
    course_keys.course_id,
    coalesce(max(statements.stated_at), max(statements.landed_at)) as as_of_at
from statements
inner join course_keys
    on lower(statements.course_key) = course_keys.folded_key
group by course_keys.course_id
having coalesce(max(statements.stated_at), max(statements.landed_at)) is not null
