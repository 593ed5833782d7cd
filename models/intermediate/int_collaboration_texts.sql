{{ config(schema='private') }}

with
collaborations as (
    select * from {{ ref('int_collaborations') }}
),

forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
)

select
    collaborations.platform,
    collaborations.course_id,
    collaborations.collaboration_id,
    coalesce(collaborations.content, forum_events.body, '') as content
from collaborations
left join forum_events
    on collaborations.event_id = forum_events.event_id
