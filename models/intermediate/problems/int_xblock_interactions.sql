with
xblock_events as (
    select * from {{ ref('stg_edx__xblock_events') }}
),

xblock_actions as (
    select * from {{ ref('edx_xblock_actions') }}
),

identities as (
    select
        learner_id,
        platform_user_id
    from {{ ref('int_learner_identities') }}
    where platform = 'edx'
)

select
    'edx' as platform,
    xblock_events.event_id,
    xblock_events.event_at,
    xblock_events.line_no,
    coalesce(identities.learner_id, xblock_events.sender_learner_id) as learner_id,
    xblock_events.course_id,
    xblock_events.event_type,
    xblock_events.event_source,
    xblock_events.block_id,
    coalesce(
        xblock_actions.xblock_type, {{ edx_block_type('xblock_events.block_id') }}
    ) as xblock_type,
    coalesce(xblock_actions.action, 'used') as action,
    xblock_events.answer,
    xblock_events.n_comment_characters,
    xblock_events.score,
    xblock_events.max_score,
    xblock_events.progress,
    xblock_events.names_progress
from xblock_events
left join xblock_actions
    on xblock_events.event_type = xblock_actions.event_type
left join identities
    on
        xblock_events.sender_learner_id is null
        and xblock_events.subject_user_id = identities.platform_user_id
