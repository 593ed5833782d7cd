with
loads as (
    select
        load_id,
        cast(finished_at as date) as landed_date
    from {{ ref('stg_loads') }}
),

forms as (
    select * from {{ ref('stg_edx__registration_forms') }}
),

genders as (
    select * from {{ ref('edx_genders') }}
),

education_levels as (
    select * from {{ ref('edx_education_levels') }}
),

countries as (
    select * from {{ ref('countries') }}
)

select
    forms.event_id,
    forms.event_at,
    forms.username,
    forms.email,
    forms.name as full_name,
    genders.gender,
    {{ edx_birth_year('forms.year_of_birth', 'loads.landed_date') }} as birth_year,
    education_levels.education_code,
    countries.country,
    forms.goals
from forms
left join loads
    on forms.load_id = loads.load_id
left join genders
    on lower(forms.gender) = genders.gender
left join education_levels
    on lower(forms.level_of_education) = education_levels.education_code
left join countries
    on upper(forms.country) = countries.country
where forms.username is not null
