with
events as (
    select * from {{ ref('int_events') }}
    where platform = 'edx'
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
),

video_events as (
    select * from {{ ref('stg_edx__video_events') }}
),

problem_events as (
    select * from {{ ref('stg_edx__problem_events') }}
),

-- Many events name one block: each key is parsed once.
keys as (
    select
        course_id,
        block_id as block_key,
        {{ edx_family_block_type('event_family') }} as family_type
    from events
    union
    select
        course_id,
        video_id as block_key,
        'video' as family_type
    from video_events
    union
    select
        course_id,
        {{ edx_problem_key() }} as block_key,
        'problem' as family_type
    from problem_events
),

named as (
    select
        *,
        coalesce({{ edx_block_type('block_key') }}, family_type) as block_type,
        {{ edx_block_name('block_key') }} as block_name
    from keys
    where block_key is not null
)

-- The key of a course says no more than the course of the event, or links to another course.
select
    named.course_id,
    named.block_key,
    named.family_type,
    case
        when named.block_key like '%block-v1:%' or named.block_key like 'i4x://%'
            then named.block_key
        else
            coalesce(
                {{ edx_usage_key('named.course_id', 'named.block_type', 'named.block_name') }},
                named.block_key
            )
    end as block_id,
    coalesce(
        ambiguous_blocks.node, {{ edx_block_node('named.block_type', 'named.block_name') }}
    ) as node,
    named.block_type,
    named.block_name
from named
left join ambiguous_blocks
    on
        named.course_id = ambiguous_blocks.course_id
        and ambiguous_blocks.node = {{ edx_exact_node('named.block_type', 'named.block_name') }}
where named.block_type is distinct from 'course'
