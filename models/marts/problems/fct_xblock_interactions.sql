with
interactions as (
    select * from {{ ref('int_xblock_interactions') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
),

courses as (
    select * from {{ ref('int_courses') }}
)

select
    interactions.platform,
    interactions.course_id,
    interactions.learner_id,
    interactions.event_id,
    interactions.event_at,
    interactions.event_type,
    interactions.event_source,
    interactions.block_id,
    interactions.xblock_type,
    interactions.action,
    interactions.answer,
    interactions.n_comment_characters,
    interactions.score,
    interactions.max_score,
    interactions.progress
from interactions
inner join learner_courses
    on
        interactions.learner_id = learner_courses.learner_id
        and interactions.course_id = learner_courses.course_id
left join courses
    on interactions.course_id = courses.course_id
where {{ within_course_dates('interactions.event_at') }}
