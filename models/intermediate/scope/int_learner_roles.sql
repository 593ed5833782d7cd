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
    select distinct
        learner_id,
        course_id,
        role
    from {{ ref('stg_edx__user_roles') }}
),

edx_roles as (
    select * from {{ ref('edx_roles') }}
),

described as (
    select
        user_roles.learner_id,
        user_roles.course_id,
        user_roles.role,
        coalesce(edx_roles.role_kind, 'access') as role_kind,
        edx_roles.flag
    from user_roles
    left join edx_roles
        on lower(user_roles.role) = lower(edx_roles.role)
)

-- A role that the seed does not know is one on the course team.
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
    case when bool_or(role <> 'Student') then 'Staff' else 'Student' end as roles
from described
group by course_id, learner_id
