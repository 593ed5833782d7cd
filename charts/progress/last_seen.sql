select
    cast(
        date_trunc('week', timezone(courses.time_zone, timezone('UTC', persons.last_event_at)))
        as date
    ) as week,
    case persons.completed
        when true then 'completed' when false then 'not completed' else 'unknown'
    end as outcome,
    count(*) as learners
from marts.fct_person_course as persons
inner join marts.dim_courses as courses on persons.course_id = courses.course_id
where persons.course_id = $course and persons.last_event_at is not null
group by week, outcome
qualify week > max(week) over () - 7 * 104
order by week, outcome
