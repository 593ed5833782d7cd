{{ config(schema='private') }}

with
hash_mapping as (
    select * from {{ source('raw_coursera', 'hash_mapping') }}
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

users as (
    select
        *,
        coalesce(session_user_id, anon_user_id) as session_key
    from {{ source('raw_coursera', 'users') }}
),

access_groups as (
    select * from {{ source('raw_coursera', 'access_groups') }}
),

course_grades as (
    select
        *,
        coalesce(session_user_id, anon_user_id) as session_key
    from {{ source('raw_coursera', 'course_grades') }}
),

mapped as (
    select
        *,
        coalesce(session_user_id, anon_user_id) as session_key
    from hash_mapping
)

select
    mapped.load_id,
    mapped.course_id,
    {{ learner_id('salt.salt', 'coursera', 'session_user_id', 'mapped.session_key') }}
        as learner_id,
    mapped.user_id,
    mapped.session_key as session_user_id,
    mapped.eventing_user_id,
    mapped.forum_user_id,
    users.session_key is not null as is_registered,
    {{ epoch_timestamp('users.registration_time') }} as registered_at,
    access_groups.name as access_group,
    course_grades.normal_grade,
    course_grades.achievement_level,
    {{ trimmed("split_part(users.last_access_ip, ',', 1)") }} as ip
from mapped
cross join salt
left join users
    on mapped.course_id = users.course_id and mapped.session_key = users.session_key
left join access_groups
    on
        users.course_id = access_groups.course_id
        and users.access_group_id = access_groups.id
left join course_grades
    on mapped.course_id = course_grades.course_id and mapped.session_key = course_grades.session_key
