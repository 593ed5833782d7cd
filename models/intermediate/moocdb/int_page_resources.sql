with
event_course_pages as (
    select event_course_pages.*
    from {{ ref('int_event_course_pages') }} as event_course_pages
    inner join {{ ref('int_learner_events_in_scope') }} as events
        on event_course_pages.event_id = events.event_id and events.observed_as is not null
),

content as (
    select * from {{ ref('int_content') }}
),

pages as (
    select distinct
        scope,
        page,
        resource_type_name,
        display_name
    from {{ ref('moocdb_pages') }}
    where page is not null
),

visited_pages as (
    select
        event_course_pages.*,
        case when event_course_pages.course_id is null then '/' else content.node end as root_node,
        coalesce(pages.resource_type_name, 'other') as resource_type_name,
        coalesce(pages.display_name, replace(event_course_pages.page, '_', ' ')) as display_name
    from event_course_pages
    left join pages
        on event_course_pages.scope = pages.scope and event_course_pages.page = pages.page
    left join content
        on
            event_course_pages.course_id = content.course_id
            and content.block_type = 'course'
            and content.parent_node is null
),

-- The platform is the root of resources without a course.
platforms as (
    select
        platform,
        course_id
    from visited_pages
    where course_id is null
    union
    select
        platform,
        course_id
    from content
    where course_id is null
),

-- Down from the root: page, item, chapter, page of a textbook. Each level is a resource.
levels as (
    select
        platform,
        course_id,
        page_uri as uri,
        root_node as parent_node,
        display_name as resource_name,
        resource_type_name,
        cast(null as bigint) as child_number
    from visited_pages
    union all
    select
        platform,
        course_id,
        item_uri as uri,
        page_uri as parent_node,
        coalesce(item_name, {{ replaced(matched('item_uri', '([^/]+)/$', 1), '_', ' ') }})
            as resource_name,
        resource_type_name,
        cast(null as bigint) as child_number
    from visited_pages
    union all
    select
        platform,
        course_id,
        chapter_uri as uri,
        coalesce(item_uri, page_uri) as parent_node,
        {{ matched('chapter_uri', '([^/]+)/$', 1) }} as resource_name,
        resource_type_name,
        cast(null as bigint) as child_number
    from visited_pages
    union all
    select
        platform,
        course_id,
        leaf_uri as uri,
        coalesce(chapter_uri, item_uri, page_uri) as parent_node,
        'Page ' || cast(textbook_page as string) as resource_name,
        resource_type_name,
        cast(textbook_page as bigint) as child_number
    from visited_pages
    union all
    select
        platform,
        course_id,
        '/' as uri,
        cast(null as string) as parent_node,
        'Platform' as resource_name,
        'home' as resource_type_name,
        cast(null as bigint) as child_number
    from platforms
)

select
    platform,
    course_id,
    uri,
    min(parent_node) as parent_node,
    max(resource_name) as resource_name,
    min(resource_type_name) as resource_type_name,
    min(child_number) as child_number
from levels
where uri is not null
group by platform, course_id, uri
