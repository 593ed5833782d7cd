select
    cast(
        date_trunc('week', timezone(courses.time_zone, timezone('UTC', threads.created_at)))
        as date
    ) as week,
    case
        when threads.n_responses + threads.n_comments > 0 then 'with a response' else 'without'
    end as response,
    count(*) as threads
from marts.rpt_forum_threads as threads
inner join marts.dim_courses as courses on threads.course_id = courses.course_id
where
    threads.course_id = $course
    and threads.created_at is not null
    and not coalesce(threads.is_deleted, false)
group by week, response
qualify week > max(week) over () - 7 * 104
order by week, response
