with
event_blocks as (
    select * from {{ ref('int_event_blocks') }}
    where platform = 'edx' and block_type is not null
)

select
    course_id,
    node,
    block_type,
    block_name,
    block_id,
    display_name,
    max(event_at) as last_event_at
from event_blocks
group by course_id, node, block_type, block_name, block_id, display_name
