with
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

help_learners as (
    select * from {{ ref('int_help_learners') }}
),

person_courses as (
    select * from {{ ref('fct_person_course') }}
)

select
    person_courses.platform,
    requests.instance_id,
    person_courses.course_id,
    person_courses.learner_id,
    requests.learner_id as asker_learner_id,
    requests.requested_at,
    requests.version,
    requests.is_badge,
    requests.sentence_condition,
    requests.is_voting,
    requests.is_anon_image,
    requests.is_username,
    requests.n_helpers_selected,
    requests.is_help_seeking,
    person_courses.completed,
    person_courses.certified,
    person_courses.grade,
    person_courses.n_events,
    person_courses.n_days_active,
    person_courses.active_seconds,
    person_courses.video_seconds_watched,
    person_courses.n_problem_attempts,
    person_courses.n_problems_correct,
    person_courses.n_forum_posts,
    person_courses.last_event_at
from requests
inner join help_learners
    on requests.learner_id = help_learners.learner_id
inner join person_courses
    on help_learners.course_learner_id = person_courses.learner_id
