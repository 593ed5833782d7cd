{%- set flags = {
    'access': [
        'roles_isBetaTester', 'roles_isInstructor', 'roles_isStaff', 'roles_isCCX',
        'roles_isFinance', 'roles_isLibrary', 'roles_isSales',
    ],
    'forum': [
        'forumRoles_isAdmin', 'forumRoles_isCommunityTA', 'forumRoles_isModerator',
        'forumRoles_isStudent',
    ],
} %}

with
user_roles as (
    select * from {{ ref('stg_edx__user_roles') }}
),

package_roles as (
    select * from {{ ref('int_package_course_roles') }}
    where role_kind in ('access', 'forum')
),

course_roles as (
    select * from {{ ref('edx_course_roles') }}
),

held_roles as (
    select
        learner_id,
        course_id,
        role_kind,
        lower(role) as role
    from package_roles
    union
    select
        learner_id,
        course_id,
        cast(null as string) as role_kind,
        lower(role) as role
    from user_roles
),

described as (
    select
        held_roles.learner_id,
        held_roles.course_id,
        held_roles.role,
        coalesce(held_roles.role_kind, course_roles.role_kind, 'access') as role_kind,
        course_roles.flag
    from held_roles
    left join course_roles
        on
            held_roles.role = course_roles.role
            and coalesce(held_roles.role_kind, course_roles.role_kind) = course_roles.role_kind
)

-- A role of the logs that the seed does not know is one on the course team.
select
    'edx' as platform,
    course_id,
    learner_id,
    {% for role_kind, columns in flags.items() -%}
        {% for column in columns -%}
            case
                when bool_or(role_kind = '{{ role_kind }}')
                    then cast(coalesce(bool_or(flag = '{{ column }}'), false) as integer)
            end as {{ column | lower }},
        {% endfor -%}
    {% endfor -%}
    case when bool_or(role <> 'student') then 'Staff' else 'Student' end as roles
from described
group by course_id, learner_id
