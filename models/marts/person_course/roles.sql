{{ config(materialized='view') }}

with
learner_roles as (
    select * from {{ ref('int_learner_roles') }}
)

select
    platform,
    course_id,
    learner_id as user_id,
    roles_isbetatester as roles_isBetaTester, -- noqa
    roles_isinstructor as roles_isInstructor, -- noqa
    roles_isstaff as roles_isStaff, -- noqa
    roles_isccx as roles_isCCX, -- noqa
    roles_isfinance as roles_isFinance, -- noqa
    roles_islibrary as roles_isLibrary, -- noqa
    roles_issales as roles_isSales, -- noqa
    forumroles_isadmin as forumRoles_isAdmin, -- noqa
    forumroles_iscommunityta as forumRoles_isCommunityTA, -- noqa
    forumroles_ismoderator as forumRoles_isModerator, -- noqa
    forumroles_isstudent as forumRoles_isStudent, -- noqa
    roles
from learner_roles
