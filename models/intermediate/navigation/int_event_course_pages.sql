{{ config(
    materialized='incremental',
    pre_hook="{{ delete_outdated(changed_learner_courses()) }}",
) }}

with
events as (
    select * from {{ ref('int_events') }}
    where observed_as is not null and learner_id is not null
),

touched as (
    {{ touched_learner_courses('events') }}
),

event_locations as (
    select * from {{ ref('int_event_locations') }}
),

urls as (
    select * from {{ ref('stg_edx__parsed_urls') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
    where commentable_id is not null
),

textbook_events as (
    select * from {{ ref('stg_edx__textbook_events') }}
),

coursera_pages as (
    select * from {{ of_coursera('int_coursera_event_pages') }}
),

pages as (
    select * from {{ ref('moocdb_pages') }}
),

addressed as (
    select
        event_locations.event_id,
        urls.scope,
        case when pages.section is null then urls.section else pages.page end as page,
        urls.item,
        urls.textbook_chapter,
        urls.textbook_page
    from touched
    inner join event_locations
        on touched.event_id = event_locations.event_id
    inner join urls
        on
            event_locations.course_id is not distinct from urls.course_id
            and event_locations.url = urls.url
    left join pages
        on urls.scope = pages.scope and urls.section = pages.section
    where event_locations.sequential_name is null and event_locations.vertical_name is null
),

-- The page in forum and textbook events takes precedence over the address of the event.
event_pages as (
    select
        forum_events.event_id,
        'course' as scope,
        'discussion' as page,
        'discussion/forum/' || forum_events.commentable_id as item,
        forum_events.category_name as item_name,
        cast(null as string) as textbook_chapter,
        cast(null as bigint) as textbook_page
    from forum_events
    union all
    select
        textbook_events.event_id,
        'course' as scope,
        'book' as page,
        addressed.item,
        null as item_name,
        coalesce(
            {{ matched('textbook_events.chapter', '([^/]+)/?$', 1) }}, addressed.textbook_chapter
        ) as textbook_chapter,
        coalesce(textbook_events.page_number, addressed.textbook_page) as textbook_page
    from textbook_events
    left join addressed
        on textbook_events.event_id = addressed.event_id
    union all
    select
        event_id,
        scope,
        page,
        item,
        null as item_name,
        textbook_chapter,
        textbook_page
    from addressed
    where
        page is not null
        and event_id not in (select forum_events.event_id from forum_events)
        and event_id not in (select textbook_events.event_id from textbook_events)
),

with_base_uris as (
    select
        touched.platform,
        touched.learner_course_id,
        touched.learner_course_version,
        touched.course_id,
        event_pages.*,
        case
            when event_pages.scope = 'course' then {{ edx_course_path('touched.course_id') }}
            else '/'
        end as base_uri
    from event_pages
    inner join touched
        on event_pages.event_id = touched.event_id
),

with_uris as (
    select
        *,
        base_uri || page || '/' as page_uri,
        base_uri || item || '/' as item_uri,
        coalesce(base_uri || item || '/', base_uri || page || '/')
        || 'chapter/' || textbook_chapter || '/' as chapter_uri
    from with_base_uris
)

select
    platform,
    learner_course_id,
    learner_course_version,
    event_id,
    course_id,
    scope,
    page,
    item_name,
    textbook_page,
    page_uri,
    item_uri,
    chapter_uri,
    coalesce(chapter_uri, item_uri, page_uri) || cast(textbook_page as string) || '/' as leaf_uri
from with_uris
union all
select
    touched.platform,
    touched.learner_course_id,
    touched.learner_course_version,
    touched.event_id,
    touched.course_id,
    coursera_pages.scope,
    coursera_pages.page,
    cast(null as string) as item_name,
    cast(null as bigint) as textbook_page,
    coursera_pages.page_uri,
    cast(null as string) as item_uri,
    cast(null as string) as chapter_uri,
    cast(null as string) as leaf_uri
from touched
inner join coursera_pages
    on touched.event_id = coursera_pages.event_id
