with
structure_blocks as (
    select * from {{ ref('stg_edx__structure_blocks') }}
),

olx_blocks as (
    select * from {{ ref('stg_edx_package__olx_blocks') }}
),

olx_children as (
    select
        course_id,
        parent_block_id as block_id,
        '[' || {{ joined_texts(json_quoted('block_id'), ', ', 'position') }} || ']' as children
    from olx_blocks
    where parent_block_id is not null
    group by course_id, parent_block_id
),

-- OLX has a row of a block for each of its parents.
distinct_olx_blocks as (
    select *
    from olx_blocks
    qualify row_number() over (
        partition by course_id, block_id
        order by parent_block_id asc nulls first, position asc nulls first
    ) = 1
),

all_blocks as (
    select
        load_id,
        course_id,
        block_id,
        block_type,
        children,
        display_name,
        format,
        is_graded,
        opens_at,
        due_at,
        max_attempts,
        weight,
        cast(null as string) as response_types,
        cast(null as double) as duration_seconds,
        cast(null as string) as transcript_languages,
        cast(null as string) as library_id,
        cast(null as string) as tags,
        grace_seconds,
        user_partitions
    from structure_blocks
    union all
    select
        blocks.load_id,
        blocks.course_id,
        blocks.block_id,
        blocks.block_type,
        olx_children.children,
        blocks.display_name,
        blocks.format,
        blocks.is_graded,
        blocks.opens_at,
        blocks.due_at,
        blocks.max_attempts,
        blocks.weight,
        blocks.response_types,
        blocks.duration_seconds,
        blocks.transcript_languages,
        blocks.library_id,
        blocks.tags,
        blocks.grace_seconds,
        blocks.user_partitions
    from distinct_olx_blocks as blocks
    left join olx_children
        on blocks.course_id = olx_children.course_id and blocks.block_id = olx_children.block_id
)

select
    course_id,
    block_id,
    block_type,
    children,
    display_name,
    format,
    is_graded,
    opens_at,
    due_at,
    max_attempts,
    weight,
    response_types,
    duration_seconds,
    transcript_languages,
    library_id,
    tags,
    grace_seconds,
    user_partitions
from all_blocks
qualify load_id = max(load_id) over (partition by course_id)
