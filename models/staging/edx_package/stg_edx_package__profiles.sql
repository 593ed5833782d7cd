{{ config(materialized='table') }}

with
loads as (
    select
        load_id,
        cast(finished_at as date) as landed_date
    from {{ ref('stg_loads') }}
),

profiles as (
    select
        *,
        {{ edx_user_id('user_id') }} as profile_user_id,
        {{ edx_user_id('profile_id') }} as profile_number
    from {{ source('raw_edx', 'auth_userprofile') }}
    where {{ edx_user_id('user_id') }} is not null
    qualify row_number() over (
        partition by {{ edx_user_id('user_id') }} order by load_id desc, file_id desc, line_no desc
    ) = 1
),

proficiencies as (
    select
        {{ edx_user_id('user_id') }} as user_id,
        {{ edx_user_id('user_profile_id') }} as profile_number,
        {{ trimmed('code') }} as code
    from {{ source('raw_edx', 'student_languageproficiency') }}
),

genders as (
    select * from {{ ref('edx_genders') }}
),

education_levels as (
    select * from {{ ref('edx_education_levels') }}
),

countries as (
    select * from {{ ref('countries') }}
),

-- A database names the profile, edX's package the user.
spoken_languages as (
    select
        user_id,
        code
    from proficiencies
    where user_id is not null and code is not null
    union
    select
        profiles.profile_user_id as user_id,
        proficiencies.code
    from proficiencies
    inner join profiles
        on proficiencies.profile_number = profiles.profile_number
    where proficiencies.user_id is null and proficiencies.code is not null
),

languages as (
    select
        user_id,
        {{ joined_texts('code', ',', 'code') }} as language_codes
    from spoken_languages
    group by user_id
)

select
    coalesce(profiles.profile_user_id, languages.user_id) as user_id,
    {{ trimmed('profiles.name') }} as full_name,
    genders.gender,
    {{ edx_birth_year('profiles.year_of_birth', 'loads.landed_date') }} as birth_year,
    education_levels.education_code,
    education_levels.education,
    countries.country,
    coalesce(languages.language_codes, {{ trimmed('profiles.language') }}) as language,
    {{ trimmed('profiles.location') }} as location,
    {{ trimmed('profiles.city') }} as city,
    {{ trimmed('profiles.goals') }} as goals
from profiles
full outer join languages
    on profiles.profile_user_id = languages.user_id
left join loads
    on profiles.load_id = loads.load_id
left join genders
    on lower({{ trimmed('profiles.gender') }}) = genders.gender
left join education_levels
    on lower({{ trimmed('profiles.level_of_education') }}) = education_levels.education_code
left join countries
    on upper({{ trimmed('profiles.country') }}) = countries.country
