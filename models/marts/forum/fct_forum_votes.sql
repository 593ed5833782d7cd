with
votes as (
    select * from {{ ref('int_forum_votes') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
)

select
    votes.platform,
    votes.course_id,
    votes.event_id,
    votes.event_at,
    votes.learner_id,
    votes.target_learner_id,
    votes.post_kind,
    votes.post_id,
    votes.direction,
    votes.change
from votes
{{ join_scope('votes') }}
where {{ is_in_scope('votes', 'votes.event_at') }}
