{{ config(materialized='table') }}

with
locations as (
    select * from {{ ref('stg_edx__locations') }}
),

urls as (
    select distinct
        course_id,
        url
    from locations
    where url is not null
),

cut as (
    select
        *,
        {{ edx_path_in_course('url') }} as path
    from urls
),

parsed as (
    select
        *,
        {{ matched('path', '^courseware/([^/]+)', 1) }} as chapter_name,
        coalesce(
            {{ matched('path', '^courseware/[^/]+/([^/]+)', 1) }},
            {{ matched('url', '[+]type@sequential[+]block@([^/]+)', 1) }}
        ) as sequential_name,
        {{ matched('path', '^courseware/[^/]+/[^/]+/([0-9]+)', 1) }} as position,
        {{ matched('url', '[+]type@vertical[+]block@([^/]+)', 1) }} as vertical_name
    from cut
)

select
    course_id,
    url,
    {{ matched('path', '^([^/]+)', 1) }} as section,
    path,
    chapter_name,
    sequential_name,
    {{ safe_bigint('position') }} as position,
    vertical_name,
    case
        when chapter_name is not null and sequential_name is not null
            then {{ matched('url', '^.*/courseware/[^/]+/[^/]+') }} || '/'
    end as sequential_url
from parsed
