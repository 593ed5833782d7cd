{{ config(schema='private') }}

with
forum_events as (
    select * from {{ ref('stg_edx__forum_events') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
)

select
    'edx' as platform,
    forum_events.course_id,
    forum_events.event_id,
    forum_events.event_at,
    forum_events.line_no,
    forum_events.learner_id,
    {{ learner_id('salt.salt', 'edx', 'username', 'forum_events.target_username') }}
        as target_learner_id,
    forum_events.target_username,
    replace(forum_events.event_type, '_voted', '') as post_kind,
    forum_events.post_id,
    forum_events.vote_value as direction,
    case when forum_events.is_vote_undone then -1 else 1 end as change
from forum_events
cross join salt
where forum_events.event_type in ('thread_voted', 'response_voted')
