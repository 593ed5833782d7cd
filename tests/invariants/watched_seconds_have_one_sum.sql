-- The seconds that a learner watched in a course are the same number by video, by day and by
-- course, to the microsecond.
with
views as (
    select
        learner_id,
        course_id,
        {{ exact_sum('watched_seconds') }} as watched_seconds
    from {{ ref('fct_video_views') }}
    where course_id is not null
    group by learner_id, course_id
),

days as (
    select
        learner_id,
        course_id,
        {{ exact_sum('video_seconds_watched') }} as watched_seconds
    from {{ ref('fct_person_course_day') }}
    group by learner_id, course_id
),

courses as (
    select * from {{ ref('fct_person_course') }}
)

select
    coalesce(courses.learner_id, views.learner_id) as learner_id,
    coalesce(courses.course_id, views.course_id) as course_id
from courses
full outer join views
    on courses.learner_id = views.learner_id and courses.course_id = views.course_id
left join days
    on courses.learner_id = days.learner_id and courses.course_id = days.course_id
where
    courses.learner_id is null
    or round(courses.video_seconds_watched, 6) <> round(coalesce(views.watched_seconds, 0), 6)
    or round(courses.video_seconds_watched, 6) <> round(coalesce(days.watched_seconds, 0), 6)
