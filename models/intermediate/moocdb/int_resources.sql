with
content as (
    select * from {{ ref('int_content') }}
),

event_course_pages as (
    select event_course_pages.*
    from {{ ref('int_event_course_pages') }} as event_course_pages
    inner join {{ ref('int_learner_events_in_scope') }} as events
        on event_course_pages.event_id = events.event_id and events.observed_as is not null
),

block_types as (
    select * from {{ ref('moocdb_block_types') }}
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

blocks as (
    select
        content.platform,
        content.course_id,
        content.node,
        coalesce(content.parent_node, case when content.course_id is null then '/' end)
            as parent_node,
        case
            when content.platform = 'coursera' then content.url
            when content.block_type = 'course' then {{ edx_course_path('content.course_id') }}
            when content.course_id is null then '/jump_to/' || content.block_id
            else {{ edx_block_path('content.course_id', 'content.block_id') }}
        end as uri,
        content.display_name as resource_name,
        coalesce(block_types.resource_type_name, 'other') as resource_type_name,
        coalesce(
            content.order_number,
            content.place_in_parent,
            case when content.block_type = 'vertical' then content.vertical_position end
        ) as child_number
    from content
    left join block_types
        on content.block_type = block_types.block_type
),

page_levels as (
    select
        event_course_pages.*,
        case when event_course_pages.course_id is null then '/' else content.node end as root_node,
        coalesce(pages.resource_type_name, 'other') as resource_type_name,
        coalesce(pages.display_name, replace(event_course_pages.page, '_', ' ')) as display_name
    from event_course_pages
    left join pages
        on event_course_pages.scope = pages.scope and event_course_pages.page = pages.page
    left join content
        on event_course_pages.course_id = content.course_id and content.block_type = 'course'
),

-- The platform is the root of resources without a course.
platforms as (
    select
        platform,
        course_id
    from page_levels
    where course_id is null
    union
    select
        platform,
        course_id
    from content
    where course_id is null
),

page_nodes as (
    {%- for uri, parent, name, number in [
        ('page_uri', 'root_node', 'display_name', 'null'),
        (
            'item_uri', 'page_uri',
            'coalesce(item_name, ' ~ replaced(matched('item_uri', '([^/]+)/$', 1), '_', ' ') ~ ')',
            'null',
        ),
        ('chapter_uri', 'coalesce(item_uri, page_uri)', matched('chapter_uri', '([^/]+)/$', 1), 'null'),
        (
            'leaf_uri', 'coalesce(chapter_uri, item_uri, page_uri)',
            "'Page ' || cast(textbook_page as string)", 'textbook_page',
        ),
    ] %}
        select
            platform,
            course_id,
            {{ uri }} as uri,
            {{ parent }} as parent_node,
            {{ name }} as resource_name,
            resource_type_name,
            cast({{ number }} as bigint) as child_number
        from page_levels
        where {{ uri }} is not null
        union all
    {%- endfor %}
    select
        platform,
        course_id,
        '/' as uri,
        null as parent_node,
        'Platform' as resource_name,
        'home' as resource_type_name,
        null as child_number
    from platforms
),

nodes as (
    select
        platform,
        course_id,
        node,
        parent_node,
        uri,
        resource_name,
        resource_type_name,
        child_number
    from blocks
    union all
    select
        platform,
        course_id,
        uri as node,
        min(parent_node) as parent_node,
        uri,
        max(resource_name) as resource_name,
        min(resource_type_name) as resource_type_name,
        min(child_number) as child_number
    from page_nodes
    group by platform, course_id, uri
)

select
    platform,
    course_id,
    node,
    {{ surrogate_id(['platform', 'course_id', 'node']) }} as resource_id,
    case
        when parent_node is not null
            then {{ surrogate_id(['platform', 'course_id', 'parent_node']) }}
    end as parent_id,
    {{ short_text('uri') }} as resource_uri,
    resource_name,
    resource_type_name,
    child_number
from nodes
