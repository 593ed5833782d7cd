with
users as (
    select * from {{ ref('users') }}
    where user_id <> {{ automatic_grader_id() }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
),

learner_activity as (
    select * from {{ ref('int_feature_learners') }}
)

select
    users.platform,
    users.course_id,
    users.user_id as learner_id,
    weeks.number as week_number,
    {{ utc_time(
        local_time('courses.started_at', 'courses.time_zone')
        ~ ' + weeks.number * interval 7 day', 'courses.time_zone'
    ) }} as week_started_at,
    coalesce(learner_activity.first_week <= weeks.number, false) as has_joined,
    courses.is_logged
from users
inner join courses
    on users.course_id = courses.course_id
left join learner_activity
    on
        users.course_id = learner_activity.course_id
        and users.user_id = learner_activity.learner_id
{{ join_numbers('0', 'courses.last_week', 'weeks') }}
