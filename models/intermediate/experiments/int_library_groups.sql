with
group_events as (
    select * from {{ ref('stg_edx__group_events') }}
    where assigned_blocks is not null
),

library_items as (
    select
        event_id,
        {{ each_json_item('assigned_blocks') }} as item
    from group_events
),

library_fields as (
    select
        event_id,
        {{ json_fields(well_formed('item'), ['usage_key', 'original_usage_key']) }} as fields
    from library_items
),

named_blocks as (
    select distinct
        event_id,
        {{ edx_block_name('coalesce(fields.original_usage_key, fields.usage_key)') }} as block_name
    from library_fields
),

-- The group is the set of blocks that a learner was given, in any order.
joined_names as (
    select
        event_id,
        {{ joined_texts('block_name', '|', 'block_name') }} as block_names
    from named_blocks
    where block_name is not null
    group by event_id
)

select
    event_id,
    {{ short_text('block_names') }} as group_id
from joined_names
