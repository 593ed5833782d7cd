with
user_groups as (
    {{ edx_package_rows('course_groups_courseusergroup') }}
),

memberships as (
    select
        user_id,
        learner_id,
        course_user_group_id as group_id
    from ({{ edx_package_rows('course_groups_cohortmembership') }}) as memberships
    union
    select
        user_id,
        learner_id,
        courseusergroup_id as group_id
    from ({{ edx_package_rows('course_groups_courseusergroup_users') }}) as group_users
)

select
    user_groups.course_id,
    memberships.learner_id,
    memberships.user_id,
    user_groups.id as group_id,
    user_groups.name as group_name
from memberships
inner join user_groups
    on memberships.group_id = user_groups.id
where coalesce(lower(user_groups.group_type), 'cohort') = 'cohort'
