{{ config(materialized='table') }}

with
course_keys as (
    select * from {{ ref('stg_edx_package__course_keys') }}
),

olx_courses as (
    select * from {{ ref('stg_edx_package__olx_courses') }}
),

named as (
    {% set tables = edx_package_tables().items() | selectattr('1.course') | list -%}
    {% for table, facts in tables -%}
        select course_id as logged_course_id
        from {{ source('raw_edx', table) }}
        {% if not loop.last %}union{% endif %}
    {% endfor %}
)

select
    named.logged_course_id,
    coalesce(course_keys.course_id, olx_courses.course_id) as course_id
from named
left join course_keys
    on lower({{ edx_course_key('named.logged_course_id') }}) = course_keys.folded_key
left join olx_courses
    on named.logged_course_id = olx_courses.exported_key
where course_keys.course_id is not null or olx_courses.course_id is not null
