with
course_roles as (
    select * from {{ ref('stg_edx_package__course_roles') }}
),

courses as (
    select * from {{ ref('int_courses') }}
    where platform = 'edx'
)

select distinct
    coalesce(course_roles.course_id, courses.course_id) as course_id,
    course_roles.learner_id,
    course_roles.role_kind,
    course_roles.role
from course_roles
left join courses
    on course_roles.course_id is null and lower(course_roles.org) = lower(courses.org)
where
    coalesce(course_roles.course_id, courses.course_id) is not null
    or course_roles.role_kind = 'platform'
