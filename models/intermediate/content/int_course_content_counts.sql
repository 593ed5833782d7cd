with
content as (
    select * from {{ ref('int_content') }}
    where course_id is not null
),

block_types as (
    select * from {{ ref('moocdb_block_types') }}
)

select
    content.platform,
    content.course_id,
    count(content.place_in_parent) > 0 as has_structure,
    count(*) filter (where content.block_type in ('chapter', 'section')) as n_chapters,
    count(*) filter (where content.block_type = 'sequential') as n_subsections,
    count(*) filter (where content.block_type = 'vertical') as n_units,
    count(*) filter (where block_types.resource_type_name = 'lecture') as n_videos,
    count(*) filter (where block_types.resource_type_name in ('problem', 'testing')) as n_problems,
    count(*) filter (where block_types.resource_type_name = 'informational') as n_texts
from content
left join block_types
    on content.block_type = block_types.block_type
where not coalesce(content.is_hidden, false)
group by content.platform, content.course_id
