-- On every day, the learners of all values of a dimension are those of the course.
with
daily as (
    select
        course_id,
        enrollment_date,
        n_enrolled,
        n_cumulative
    from {{ ref('fct_enrollment_daily') }}
),

demographics as (
    select
        course_id,
        enrollment_date,
        'gender' as dimension,
        sum(n_enrolled) as n_enrolled,
        sum(n_cumulative) as n_cumulative
    from {{ ref('fct_enrollment_gender_daily') }}
    group by course_id, enrollment_date
    union all
    select
        course_id,
        enrollment_date,
        'birth_year' as dimension,
        sum(n_enrolled) as n_enrolled,
        sum(n_cumulative) as n_cumulative
    from {{ ref('fct_enrollment_birth_year_daily') }}
    group by course_id, enrollment_date
    union all
    select
        course_id,
        enrollment_date,
        'education' as dimension,
        sum(n_enrolled) as n_enrolled,
        sum(n_cumulative) as n_cumulative
    from {{ ref('fct_enrollment_education_daily') }}
    group by course_id, enrollment_date
),

dimensions as (
    select 'gender' as dimension
    union all
    select 'birth_year' as dimension
    union all
    select 'education' as dimension
)

select
    daily.course_id,
    daily.enrollment_date,
    dimensions.dimension
from daily
cross join dimensions
left join demographics
    on
        daily.course_id = demographics.course_id
        and daily.enrollment_date = demographics.enrollment_date
        and dimensions.dimension = demographics.dimension
where
    daily.n_enrolled is distinct from demographics.n_enrolled
    or daily.n_cumulative is distinct from demographics.n_cumulative
