{{ config(enabled=var('with_coursera')) }}

with
clickstream_events as (
    select * from {{ ref('stg_coursera__clickstream_events') }}
    where block_id is null
),

pages as (
    select * from {{ ref('moocdb_pages') }}
    where scope = 'coursera'
),

addressed as (
    select
        event_id,
        course_id,
        coalesce({{ matched('url', '^https?://[^/]+/[^/]+/([^/?]+(?:/[^/?]+)?)', 1) }}, '/')
            as section
    from clickstream_events
    where url like '%//class.coursera.org/%'
),

paged as (
    select
        addressed.event_id,
        addressed.course_id,
        case when pages.section is null then addressed.section else pages.page end as page
    from addressed
    left join pages
        on addressed.section = pages.section
)

select
    'coursera' as platform,
    event_id,
    course_id,
    'coursera' as scope,
    page,
    {{ coursera_session_url('course_id') }} || page as page_uri
from paged
where page is not null
