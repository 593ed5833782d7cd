with
counts as (
    select
        count(*) filter (where is_registered) as enrolled,
        count(*) filter (where viewed) as viewed,
        case when count(explored) > 0 then count(*) filter (where explored) end as explored,
        case when count(completed) > 0 then count(*) filter (where completed) end as completed,
        case when count(certified) > 0 then count(*) filter (where certified) end as certified
    from marts.fct_person_course
    where course_id = $course
    having count(*) > 0
),

steps as (
    select 1 as place, 'enrolled' as step, enrolled as learners from counts
    union all
    select 2, 'viewed', viewed from counts
    union all
    select 3, 'explored', explored from counts
    union all
    select 4, 'completed', completed from counts
    union all
    select 5, 'certified', certified from counts
)

select
    step,
    learners,
    learners / nullif(max(learners) filter (where step = 'enrolled') over (), 0) as share
from steps
where learners is not null
order by place
