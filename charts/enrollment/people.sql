with
traits as (
    select
        'gender' as trait,
        enrollment_date,
        case gender when 'f' then 'women' when 'm' then 'men' when 'o' then 'other' else gender end
            as value,
        null as place,
        n_enrolled
    from marts.fct_enrollment_gender_daily
    where course_id = $course
    union all
    select
        'education',
        enrollment_date,
        case education
            when 'doctorate' then 'doctorate' when 'masters' then 'master''s degree'
            when 'bachelors' then 'bachelor''s degree' when 'associates' then 'associate degree'
            when 'secondary' then 'secondary school' when 'middle' then 'middle school'
            when 'primary' then 'primary school' when 'none' then 'no schooling' else education
        end,
        list_position([
            'doctorate', 'masters', 'bachelors', 'associates', 'secondary', 'middle', 'primary',
            'none', 'other'
        ], education),
        n_enrolled
    from marts.fct_enrollment_education_daily
    where course_id = $course
    union all
    select
        'age',
        enrollment_date,
        age_group,
        null,
        sum(n_enrolled)
    from marts.fct_enrollment_birth_year_daily
    where course_id = $course
    group by enrollment_date, age_group
),

known_traits as (
    select *
    from traits
    qualify
        count(value) over (partition by trait) > 0
        and enrollment_date > max(enrollment_date) over () - 400
        -- At most 100 days: every so many, counted back from the last.
        and (max(enrollment_date) over () - enrollment_date)
        % (1 + (least(max(enrollment_date) over () - min(enrollment_date) over (), 400)) // 100)
        = 0
)

select
    trait,
    enrollment_date as day,
    coalesce(value, 'unknown') as value,
    cast(n_enrolled as bigint) as learners
from known_traits
order by trait desc, place nulls last, value, day
