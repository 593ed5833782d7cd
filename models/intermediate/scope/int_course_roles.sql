{{ config(materialized='view') }}

with
user_roles as (
    select * from {{ ref('stg_edx__user_roles') }}
),

package_roles as (
    select * from {{ ref('int_package_course_roles') }}
),

known_roles as (
    select * from {{ ref('edx_course_roles') }}
),

-- The logs do not say of which kind a role is.
held_roles as (
    select
        learner_id,
        course_id,
        role_kind,
        role,
        cast(null as string) as event_id,
        cast(null as timestamp) as event_at
    from package_roles
    union all
    select
        learner_id,
        course_id,
        cast(null as string) as role_kind,
        role,
        event_id,
        event_at
    from user_roles
)

select
    held_roles.learner_id,
    held_roles.course_id,
    coalesce(held_roles.role_kind, known_roles.role_kind, 'access') as role_kind,
    held_roles.role,
    held_roles.event_id,
    held_roles.event_at,
    coalesce(known_roles.is_staff, true) as is_staff,
    known_roles.flag
from held_roles
left join known_roles
    on
        lower(held_roles.role) = known_roles.role
        and coalesce(held_roles.role_kind, known_roles.role_kind) = known_roles.role_kind
