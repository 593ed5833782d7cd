{{ config(materialized='table') }}
{%- set textbook = '^((?:book|pdfbook|htmlbook)/[0-9]+)' %}

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
        {{ edx_readable_keys('url') }} as readable_url,
        coalesce(
            {{ edx_path_in_course('url') }},
            case when {{ edx_course_key_in_url('url') }} is not null then '' end
        ) as path
    from urls
),

-- Pages of the learning app name subsection and unit by their keys, without chapter and position.
parsed as (
    select
        *,
        {{ matched('path', '^courseware/([^/]+)', 1) }} as chapter_name,
        coalesce(
            {{ matched('path', '^courseware/[^/]+/([^/]+)', 1) }},
            {{ matched('readable_url', '[+]type@sequential[+]block@([^/]+)', 1) }}
        ) as sequential_name,
        {{ matched('readable_url', '[+]type@vertical[+]block@([^/]+)', 1) }} as vertical_name,
        {{ matched('path', '^courseware/[^/]+/[^/]+/([0-9]+)', 1) }} as position,
        {{ matched('path', textbook ~ '/(?:chapter/[^/]+/)?([0-9]+)/?$', 2) }} as page_number
    from cut
)

select
    course_id,
    url,

    -- courseware
    chapter_name,
    sequential_name,
    {{ safe_bigint('position', 'place') }} as position,
    vertical_name,
    case
        when chapter_name is not null and sequential_name is not null
            then {{ matched('url', '^.*/courseware/[^/]+/[^/]+') }} || '/'
    end as sequential_url,

    -- other pages
    case when path is not null then 'course' else 'site' end as scope,
    coalesce(
        {{ matched('path', '^([^/:]+)(?:/|$)', 1) }},
        case when path is null then {{ matched('url', '^(?:https?://[^/]*)?/([^/]+)', 1) }} end
    ) as section,
    coalesce(
        {{ matched('path', '^(wiki/.+?)(?:/_[a-z].*)?/?$', 1) }},
        {{ matched('path', '^(discussion/forum/[^/]+)/(?:threads|inline)', 1) }},
        'discussion/forum/' || {{ matched('path', '^discussion/([^/]+)/threads/create', 1) }},
        {{ matched('path', textbook, 1) }}
    ) as item,
    {{ matched('path', textbook ~ '/chapter/([^/]+)', 2) }} as textbook_chapter,
    {{ safe_bigint('page_number', 'place') }} as textbook_page
from parsed
