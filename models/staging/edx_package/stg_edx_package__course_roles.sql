with
access_roles as (
    {{ edx_package_rows('student_courseaccessrole') }}
),

forum_roles as (
    {{ edx_package_rows('django_comment_client_role_users') }}
),

platform_staff as (
    select *
    from {{ ref('stg_edx_package__accounts') }}
    where is_staff or is_superuser
),

people as (
    select * from {{ ref('stg_edx_package__people') }}
),

role_names as (
    {{ edx_package_rows('django_comment_client_role') }}
)

select
    course_id,
    org,
    learner_id,
    user_id,
    'access' as role_kind,
    role
from access_roles
union all
select distinct
    coalesce(role_names.course_id, forum_roles.course_id) as course_id,
    cast(null as string) as org,
    forum_roles.learner_id,
    forum_roles.user_id,
    'forum' as role_kind,
    coalesce(role_names.name, forum_roles.name) as role
from forum_roles
left join role_names
    on forum_roles.role_id = role_names.id
where
    coalesce(role_names.name, forum_roles.name) is not null
    and coalesce(role_names.course_id, forum_roles.course_id) is not null
union all
select
    cast(null as string) as course_id,
    cast(null as string) as org,
    people.learner_id,
    people.user_id,
    'platform' as role_kind,
    'global staff' as role
from platform_staff
inner join people
    on platform_staff.user_id = people.user_id
