with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
    where is_counted
),

enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
),

grades as (
    select * from {{ ref('int_grades') }}
),

submissions as (
    select * from {{ ref('int_submissions') }}
),

courses as (
    select * from {{ ref('int_moocdb_courses') }}
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
),

agents as (
    select * from {{ ref('int_user_agents') }}
),

devices as (
    select * from {{ ref('int_learner_devices') }}
),

coursera_learners as (
    select * from {{ of_coursera('stg_coursera__learners') }}
),

access_groups as (
    select * from {{ ref('coursera_access_groups') }}
),

-- The access group of the export takes precedence; a group that the seed lacks gets 'Student
-- Access'.
roles as (
    select
        coursera_learners.learner_id,
        coursera_learners.course_id,
        coalesce(access_groups.user_type_name, 'Student Access') as user_type_name
    from coursera_learners
    left join access_groups
        on coursera_learners.access_group = access_groups.access_group
    where coursera_learners.access_group is not null
),

joined as (
    select
        learner_id,
        course_id,
        min(event_at) as joined_at
    from enrollment_states
    where action = 'activated'
    group by learner_id, course_id
),

course_grades as (
    select
        learner_id,
        course_id,
        percent as final_grade
    from grades
    where scope = 'course'
),

-- The system and the browser that a learner used for most events.
used as (
    select
        events_in_scope.learner_id,
        events_in_scope.course_id,
        agents.os_id,
        agents.agent_id,
        row_number() over (
            partition by events_in_scope.learner_id, events_in_scope.course_id
            order by count(*) desc, agents.os_id asc, agents.agent_id asc
        ) as preference
    from events_in_scope
    inner join agents
        on events_in_scope.user_agent = agents.user_agent
    where agents.os_id is not null or agents.agent_id is not null
    group by events_in_scope.learner_id, events_in_scope.course_id, agents.os_id, agents.agent_id
),

last_submissions as (
    select
        learner_id,
        course_id,
        submission_id,
        attempted_at,
        row_number() over (
            partition by learner_id, course_id
            order by attempted_at desc, line_no desc, event_id desc, part desc
        ) as recency
    from submissions
)

select
    learner_courses.platform,
    learner_courses.course_id,
    learner_courses.learner_id,
    coalesce(
        roles.user_type_name,
        case when learner_courses.is_staff then 'Teaching Staff' else 'Student' end
    ) as user_type_name,
    course_grades.final_grade,
    joined.joined_at,
    used.os_id,
    used.agent_id,
    devices.screen_resolution,
    last_submissions.submission_id as last_submission_id,
    {{ course_week('last_submissions.attempted_at') }} + 1 as dropout_week
from learner_courses
left join roles
    on
        learner_courses.learner_id = roles.learner_id
        and learner_courses.course_id = roles.course_id
left join joined
    on
        learner_courses.learner_id = joined.learner_id
        and learner_courses.course_id = joined.course_id
left join course_grades
    on
        learner_courses.learner_id = course_grades.learner_id
        and learner_courses.course_id = course_grades.course_id
left join used
    on
        learner_courses.learner_id = used.learner_id
        and learner_courses.course_id is not distinct from used.course_id
        and used.preference = 1
left join devices
    on
        learner_courses.learner_id = devices.learner_id
        and learner_courses.course_id = devices.course_id
left join last_submissions
    on
        learner_courses.learner_id = last_submissions.learner_id
        and learner_courses.course_id is not distinct from last_submissions.course_id
        and last_submissions.recency = 1
left join courses
    on learner_courses.course_id = courses.course_id
