with
content as (
    select * from {{ ref('int_content') }}
),

page_resources as (
    select * from {{ ref('int_page_resources') }}
),

block_types as (
    select * from {{ ref('moocdb_block_types') }}
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
            when content.block_type = 'course' and content.parent_node is null
                then {{ edx_course_path('content.course_id') }}
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
        parent_node,
        uri,
        resource_name,
        resource_type_name,
        child_number
    from page_resources
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
