with
users as (
    select
        learner_id,
        user_type_name,
        final_grade,
        joined_at,
        os_id,
        agent_id,
        screen_resolution,
        last_submission_id,
        dropout_week,
        course_id,
        platform
    from {{ ref('int_moocdb_users') }}
    union all
    select distinct
        {{ automatic_grader_id() }} as learner_id,
        'Administrator' as user_type_name,
        cast(null as double) as final_grade,
        cast(null as timestamp) as joined_at,
        cast(null as bigint) as os_id,
        cast(null as bigint) as agent_id,
        cast(null as string) as screen_resolution,
        cast(null as bigint) as last_submission_id,
        cast(null as bigint) as dropout_week,
        course_id,
        platform
    from {{ ref('int_submissions') }}
),

profiles as (
    select * from {{ ref('int_learner_profiles') }}
),

genders as (
    select * from {{ ref('edx_genders') }}
),

user_types as (
    select * from {{ ref('moocdb_user_types') }}
),

foreign_users as (
    select * from {{ ref('int_foreign_users') }}
)

select
    users.learner_id as user_id,
    cast(null as string) as user_name,
    cast(genders.iso_5218 as smallint) as user_gender,
    cast(cast(profiles.birth_year as string) || '-01-01' as date) as user_birthdate,
    profiles.country as user_country,
    cast(null as bigint) as user_ip,
    cast(null as bigint) as user_timezone_offset,
    users.final_grade as user_final_grade,
    users.joined_at as user_join_timestamp,
    users.os_id as user_os,
    users.agent_id as user_agent,
    cast(null as bigint) as user_language,
    users.screen_resolution as user_screen_resolution,
    cast(user_types.user_type_id as bigint) as user_type_id,
    users.last_submission_id as user_last_submission_id,
    users.dropout_week as user_dropout_week,
    users.course_id,
    users.platform
from users
inner join user_types
    on users.user_type_name = user_types.user_type_name
left join profiles
    on users.learner_id = profiles.learner_id
left join genders
    on profiles.gender = genders.gender
union all
select
    user_id,
    cast(null as string) as user_name,
    user_gender,
    user_birthdate,
    user_country,
    cast(null as bigint) as user_ip,
    user_timezone_offset,
    user_final_grade,
    user_join_timestamp,
    user_os,
    user_agent,
    cast(null as bigint) as user_language,
    user_screen_resolution,
    user_type_id,
    user_last_submission_id,
    user_dropout_week,
    course_id,
    'moocdb' as platform
from foreign_users
