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
from marts.fct_sessions
where course_id = $course
group by isodow(started_at), weekday, hour
order by isodow(started_at), hour
