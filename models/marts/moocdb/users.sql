with
learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

enrollment_states as (
    select * from {{ ref('int_enrollment_states') }}
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

user_types as (
    select * from {{ ref('moocdb_user_types') }}
)

select
    learner_courses.learner_id as user_id,
    cast(null as varchar) as user_name,
    cast(null as smallint) as user_gender,
    cast(null as date) as user_birthdate,
    cast(null as varchar) as user_country,
    cast(null as bigint) as user_ip,
    cast(null as bigint) as user_timezone_offset,
    cast(null as double) as user_final_grade,
    joined.joined_at as user_join_timestamp,
    cast(null as bigint) as user_os,
    cast(null as bigint) as user_agent,
    cast(null as bigint) as user_language,
    cast(null as varchar) as user_screen_resolution,
    cast(user_types.user_type_id as bigint) as user_type_id,
    learner_courses.course_id,
    learner_courses.platform
from learner_courses
inner join user_types
    on
        user_types.user_type_name
        = case when learner_courses.is_staff then 'Teaching Staff' else 'Student' end
left join joined
    on
        learner_courses.learner_id = joined.learner_id
        and learner_courses.course_id = joined.course_id
where learner_courses.is_counted
