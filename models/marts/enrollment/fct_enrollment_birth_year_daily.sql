with
demographic_days as (
    select
        *,
        cast(value as integer) as birth_year,
        cast(left(cast(enrollment_date as string), 4) as integer) - cast(value as integer) as age
    from {{ ref('int_enrollment_demographic_days') }}
    where dimension = 'birth_year'
),

age_groups as (
    select * from {{ ref('age_groups') }}
)

select
    demographic_days.platform,
    demographic_days.course_id,
    demographic_days.enrollment_date,
    demographic_days.birth_year,
    age_groups.age_group,
    demographic_days.n_enrolled,
    demographic_days.n_cumulative
from demographic_days
left join age_groups
    on demographic_days.age between age_groups.min_age and age_groups.max_age
