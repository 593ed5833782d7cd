with
countries as (
    select
        learners.country,
        count(*) as learners
    from marts.fct_person_course as persons
    inner join marts.dim_learners as learners on persons.learner_id = learners.learner_id
    where persons.course_id = $course
    group by learners.country
    qualify count(learners.country) over () > 0
    order by learners.country is null, learners desc, learners.country
    limit 20
)

select
    coalesce(country, 'unknown') as country,
    learners
from countries
order by country = 'unknown', learners desc, country
