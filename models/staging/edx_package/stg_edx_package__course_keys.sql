{{ config(materialized='table') }}

with
logged_keys as (
    select * from {{ ref('stg_edx__course_keys') }}
),

named as (
    {%- for table in edx_package_courses() %}
        select
            course_id,
            count(*) as n_rows
        from {{ source('raw_edx', table) }}
        where course_id is not null
        group by course_id
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

spellings as (
    select
        {{ edx_course_key('course_id') }} as course_id,
        sum(n_rows) as n_rows
    from named
    group by {{ edx_course_key('course_id') }}
),

ranked as (
    select
        lower(course_id) as folded_key,
        course_id,
        row_number() over (
            partition by lower(course_id) order by n_rows desc, course_id asc
        ) as spelling_rank
    from spellings
    where course_id is not null
)

select
    ranked.folded_key,
    coalesce(logged_keys.course_id, ranked.course_id) as course_id
from ranked
left join logged_keys
    on ranked.folded_key = logged_keys.folded_key
where ranked.spelling_rank = 1
