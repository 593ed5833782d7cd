-- A resource is one row: no two of a course share their URI, and no block has two nodes, whether
-- its key came as usage key or as html id.
with
resources as (
    select * from {{ ref('resources') }}
),

content as (
    select * from {{ ref('int_content') }}
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
