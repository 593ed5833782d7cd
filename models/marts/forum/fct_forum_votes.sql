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
left join learner_courses
    on
        votes.learner_id = learner_courses.learner_id
        and votes.course_id is not distinct from learner_courses.course_id
left join courses
    on votes.course_id = courses.course_id
where
    (votes.learner_id is null or learner_courses.is_counted)
    and {{ within_course_dates('votes.event_at') }}
