{{ config(enabled=var('with_coursera'), schema='private') }}

with
mapped as (
    select
        course_id,
        load_id,
        user_id as number,
        {{ coursera_session_user_id() }} as session_key
    from {{ source('raw_coursera', 'hash_mapping') }}
    where {{ coursera_session_user_id() }} is not null
),

-- Ambiguous numbers, which several people have, are dropped.
numbered as (
    select
        course_id,
        load_id,
        session_key,
        case
            when
                min(session_key) over (partition by course_id, number)
                = max(session_key) over (partition by course_id, number)
                then number
        end as user_id
    from mapped
),

-- Deduplicate people with several numbers.
hash_mapping as (
    select
        course_id,
        session_key,
        max(load_id) as load_id,
        min(user_id) as user_id
    from numbered
    group by course_id, session_key
),

salt as (
    select * from {{ ref('stg_pseudonym_salt') }}
),

users as (
    select
        *,
        {{ coursera_session_user_id() }} as session_key
    from ({{ coursera_rows('users', 'registration_time') }}) as entries
),

access_groups as (
    select
        course_id,
        id,
        {{ trimmed('name') }} as name
    from ({{ coursera_rows('access_groups', 'name') }}) as entries
),

course_grades as (
    select
        *,
        {{ coursera_session_user_id() }} as session_key
    from ({{ coursera_rows('course_grades', 'normal_grade') }}) as entries
)

select
    hash_mapping.course_id,
    hash_mapping.load_id,
    {{ learner_id('salt.salt', 'coursera', 'session_user_id', 'hash_mapping.session_key') }}
        as learner_id,
    hash_mapping.user_id,
    hash_mapping.session_key as session_user_id,
    {{ epoch_timestamp('users.registration_time') }} as registered_at,
    access_groups.name as access_group,
    {{ bounded('course_grades.normal_grade', 'grade_percent') }} as normal_grade,
    course_grades.achievement_level,
    {{ trimmed("split_part(users.last_access_ip, ',', 1)") }} as ip
from hash_mapping
cross join salt
left join users
    on hash_mapping.course_id = users.course_id and hash_mapping.session_key = users.session_key
left join access_groups
    on
        users.course_id = access_groups.course_id
        and users.access_group_id = access_groups.id
left join course_grades
    on
        hash_mapping.course_id = course_grades.course_id
        and hash_mapping.session_key = course_grades.session_key
