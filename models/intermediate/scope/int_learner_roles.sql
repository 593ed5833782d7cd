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
course_roles as (
    select * from {{ ref('int_course_roles') }}
    where role_kind in ('access', 'forum')
)

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
    case when bool_or(lower(role) <> 'student') then 'Staff' else 'Student' end as roles
from course_roles
group by course_id, learner_id
