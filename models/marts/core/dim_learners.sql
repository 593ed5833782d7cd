with
identities as (
    select * from {{ ref('int_learner_identities') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

profiles as (
    select * from {{ ref('int_learner_profiles') }}
),

summed as (
    select
        learner_id,
        min(first_event_at) as first_event_at,
        max(last_event_at) as last_event_at,
        count(course_id) as n_courses
    from learner_courses
    group by learner_id
),

countries as (
    select * from {{ ref('countries') }}
),

staff as (
    select distinct learner_id
    from {{ ref('int_staff') }}
)

select
    identities.platform,
    identities.learner_id,
    summed.first_event_at,
    summed.last_event_at,
    summed.n_courses,
    profiles.gender,
    profiles.birth_year,
    profiles.education,
    profiles.country,
    countries.name as country_name,
    staff.learner_id is not null as is_staff_anywhere
from identities
left join summed
    on identities.learner_id = summed.learner_id
left join profiles
    on identities.learner_id = profiles.learner_id
left join countries
    on profiles.country = countries.country
left join staff
    on identities.learner_id = staff.learner_id
