{{ config(schema='private') }}

with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

profile_values as (
    select * from {{ ref('int_edx_profile_values') }}
),

accounts as (
    select * from {{ ref('stg_edx_package__accounts') }}
),

registrations as (
    select * from {{ ref('int_edx_registrations') }}
),

education_levels as (
    select * from {{ ref('edx_education_levels') }}
),

profiles as (
    select
        learner_id,
        {% for field in [
            'full_name', 'email', 'gender', 'birth_year', 'education_code', 'country', 'language',
            'city', 'goals',
        ] -%}
            max(value) filter (where field = '{{ field }}') as {{ field }},
        {% endfor -%}
        {% for field in ['gender', 'birth_year', 'education_code'] -%}
            max(source) filter (where field = '{{ field }}') as {{ field }}_source,
        {% endfor -%}
        max(source) filter (where field = 'country') as country_source
    from profile_values
    group by learner_id
)

select
    identities.platform,
    identities.learner_id,
    identities.username,
    profiles.full_name,
    profiles.email,
    profiles.gender,
    cast(profiles.birth_year as integer) as birth_year,
    profiles.education_code,
    education_levels.education,
    profiles.country,
    profiles.language,
    profiles.city,
    profiles.goals,
    coalesce(accounts.joined_at, registrations.registered_at) as joined_at,
    accounts.last_login_at,
    profiles.gender_source,
    profiles.birth_year_source,
    profiles.education_code_source as education_source,
    profiles.country_source
from identities
left join profiles
    on identities.learner_id = profiles.learner_id
left join accounts
    on identities.platform = 'edx' and identities.platform_user_id = accounts.user_id
left join registrations
    on identities.learner_id = registrations.learner_id
left join education_levels
    on profiles.education_code = education_levels.education_code
