select
    groups.partition_type || ': ' || coalesce(groups.partition_name || ', ', '')
    || coalesce(groups.group_name, groups.group_id) as grouping,
    case persons.completed
        when true then 'completed' when false then 'not completed' else 'unknown'
    end as outcome,
    count(distinct groups.learner_id) as learners
from marts.fct_group_assignments as groups
inner join marts.fct_person_course as persons
    on groups.course_id = persons.course_id and groups.learner_id = persons.learner_id
where groups.course_id = $course
group by all
order by grouping, outcome
limit 60
