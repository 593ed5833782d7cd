{{ config(materialized='view') }}

with
profiles as (
    select * from {{ ref('int_learner_profiles') }}
)

select
    platform,
    learner_id,
    username,
    full_name,
    email,
    gender,
    birth_year,
    education,
    education_code,
    country,
    language,
    city,
    goals,
    joined_at,
    last_login_at,
    gender_source,
    birth_year_source,
    education_source,
    country_source
from profiles
