with
sessions as (
    select
        sessions.learner_id,
        timezone(courses.time_zone, timezone('UTC', sessions.started_at)) as started_at
    from marts.fct_sessions as sessions
    inner join marts.dim_courses as courses on sessions.course_id = courses.course_id
    where sessions.course_id = $course
)

select
    case isodow(started_at)
        when 1 then 'Monday'
        when 2 then 'Tuesday'
        when 3 then 'Wednesday'
        when 4 then 'Thursday'
        when 5 then 'Friday'
        when 6 then 'Saturday'
        else 'Sunday'
    end as weekday,
    hour(started_at) as hour,
    count(*) as sessions,
    count(distinct learner_id) as learners
from sessions
group by isodow(started_at), weekday, hour
order by isodow(started_at), hour
