with
countries as (
    select
        learners.country_name,
        count(*) as learners
    from marts.fct_person_course as persons
    inner join marts.dim_learners as learners on persons.learner_id = learners.learner_id
    where persons.course_id = $course
    group by learners.country_name
    qualify count(learners.country_name) over () > 0
    order by learners.country_name is null, learners desc, learners.country_name
    limit 20
)

select
    coalesce(country_name, 'unknown') as country,
    learners
from countries
order by country = 'unknown', learners desc, country
