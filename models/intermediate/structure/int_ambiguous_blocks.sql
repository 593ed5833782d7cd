with
structure as (
    select * from {{ ref('int_content_structure') }}
)

select
    course_id,
    node
from structure
where node <> {{ edx_block_node('block_type', 'block_name') }}
