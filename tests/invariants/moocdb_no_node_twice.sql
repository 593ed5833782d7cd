-- A resource is one row: no two of a course share their URI, and no block has two nodes, whether
-- its key came as usage key or as html id. Only a course structure distinguishes two such blocks.
with
resources as (
    select * from {{ ref('resources') }}
    where platform <> 'moocdb'
),

content as (
    select content.*
    from {{ ref('int_content') }} as content
    left join {{ ref('int_ambiguous_blocks') }} as ambiguous_blocks
        on content.course_id = ambiguous_blocks.course_id and content.node = ambiguous_blocks.node
    where ambiguous_blocks.node is null
)

select
    course_id,
    resource_uri as what,
    count(*) as n_rows
from resources
group by course_id, resource_uri
having count(*) > 1
union all
select
    course_id,
    replace(replace(block_id, '.', '_'), ':', '_') as what,
    count(*) as n_rows
from content
group by course_id, replace(replace(block_id, '.', '_'), ':', '_')
having count(*) > 1
