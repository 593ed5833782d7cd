select
    cast(date_trunc('week', last_event_at) as date) as week,
    case completed
        when true then 'completed' when false then 'not completed' else 'unknown'
    end as outcome,
    count(*) as learners
from marts.fct_person_course
where course_id = $course and last_event_at is not null
group by week, outcome
qualify week > max(week) over () - 7 * 104
order by week, outcome
