with
age_groups as (
    select
        birth_year,
        max(age_group) as age_group
    from marts.fct_enrollment_birth_year_daily
    where
        course_id = $course
        and enrollment_date = (
            select max(enrollment_date)
            from marts.fct_enrollment_birth_year_daily
            where course_id = $course
        )
    group by birth_year
),

learners as (
    select
        case learners.gender
            when 'f' then 'women' when 'm' then 'men' when 'o' then 'other' else learners.gender
        end as gender,
        case learners.education
            when 'doctorate' then 'doctorate' when 'masters' then 'master''s degree'
            when 'bachelors' then 'bachelor''s degree' when 'associates' then 'associate degree'
            when 'secondary' then 'secondary school' when 'middle' then 'middle school'
            when 'primary' then 'primary school' when 'none' then 'no schooling'
            else learners.education
        end as education,
        age_groups.age_group,
        learners.country_name as country,
        case
            when persons.completed then 'completed'
            when persons.explored then 'opened half of it'
            when persons.viewed then 'in the courseware'
            else 'enrolled only'
        end as step
    from marts.fct_person_course as persons
    inner join marts.dim_learners as learners on persons.learner_id = learners.learner_id
    left join age_groups on learners.birth_year = age_groups.birth_year
    where persons.course_id = $course
),

traits as (
    select 1 as place, 'gender' as trait, gender as value, step from learners
    union all
    select 2, 'education', education, step from learners
    union all
    select 3, 'age', age_group, step from learners
    union all
    select 4, 'country', country, step from learners
),

counts as (
    select
        place,
        trait,
        value,
        step,
        count(*) as learners,
        sum(count(*)) over (partition by trait, value) as n_of_value
    from traits
    group by place, trait, value, step
),

common_values as (
    select *
    from counts
    qualify
        count(value) over (partition by trait) > 0
        and dense_rank() over (
            partition by trait order by value is null, n_of_value desc, value
        ) <= 15
)

select
    trait,
    coalesce(value, 'unknown') as value,
    step,
    learners
from common_values
order by
    place, value is null, case when trait = 'age' then value end, n_of_value desc, value,
    list_position(['completed', 'opened half of it', 'in the courseware', 'enrolled only'], step)
