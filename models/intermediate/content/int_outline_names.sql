with
outline_events as (
    select * from {{ ref('stg_edx__navigation_events') }}
    where event_type = 'outline_selected'
),

ambiguous_blocks as (
    select * from {{ ref('int_ambiguous_blocks') }}
),

selected as (
    select
        event_id,
        course_id,
        event_at,
        coalesce(
            {{ matched('target_url', '/courseware/[^/]+/([^/?#]+)', 1) }},
            {{ matched(
                edx_readable_keys('target_url'), '[+]type@sequential[+]block@([^/?#]+)/?$', 1
            ) }}
        ) as sequential_name,
        {{ trimmed('target_name') }} as display_name
    from outline_events
)

select
    selected.event_id,
    selected.course_id,
    selected.event_at,
    selected.sequential_name,
    selected.display_name,
    coalesce(
        ambiguous_blocks.node, {{ edx_block_node("'sequential'", 'selected.sequential_name') }}
    ) as node
from selected
left join ambiguous_blocks
    on
        selected.course_id = ambiguous_blocks.course_id
        and ambiguous_blocks.node = {{ edx_exact_node("'sequential'", 'selected.sequential_name') }}
where selected.sequential_name is not null
