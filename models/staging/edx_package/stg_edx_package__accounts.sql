{{ config(materialized='table') }}

with
loads as (
    select
        load_id,
        cast(finished_at as date) as landed_date
    from {{ ref('stg_loads') }}
),

auth_user as (
    select
        *,
        {{ edx_user_id('id') }} as user_id
    from {{ source('raw_edx', 'auth_user') }}
    where {{ edx_user_id('id') }} is not null
    qualify row_number() over (
        partition by {{ edx_user_id('id') }} order by load_id desc, file_id desc, line_no desc
    ) = 1
),

id_map as (
    select
        *,
        {{ edx_user_id('id') }} as user_id
    from {{ source('raw_edx', 'user_id_map') }}
    where {{ edx_user_id('id') }} is not null
    qualify row_number() over (
        partition by {{ edx_user_id('id') }} order by load_id desc, file_id desc, line_no desc
    ) = 1
),

user_ids as (
    select user_id from auth_user
    union
    select user_id from id_map
)

select
    user_ids.user_id,
    coalesce({{ trimmed('auth_user.username') }}, {{ trimmed('id_map.username') }}) as username,
    {{ trimmed('auth_user.email') }} as email,
    {{ trimmed(
        "coalesce(auth_user.first_name, '') || ' ' || coalesce(auth_user.last_name, '')"
    ) }} as full_name,
    {{ edx_package_boolean('auth_user.is_staff') }} as is_staff,
    {{ edx_package_boolean('auth_user.is_superuser') }} as is_superuser,
    {{ edx_package_boolean('auth_user.is_active') }} as is_active,
    {{ edx_package_time('auth_user.date_joined', 'loads.landed_date') }} as joined_at,
    {{ edx_package_time('auth_user.last_login', 'loads.landed_date') }} as last_login_at
from user_ids
left join auth_user
    on user_ids.user_id = auth_user.user_id
left join id_map
    on user_ids.user_id = id_map.user_id
left join loads
    on auth_user.load_id = loads.load_id
