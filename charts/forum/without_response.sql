select
    cast(date_trunc('week', created_at) as date) as week,
    case when n_responses + n_comments > 0 then 'with a response' else 'without' end as response,
    count(*) as threads
from marts.rpt_forum_threads
where course_id = $course and created_at is not null and not coalesce(is_deleted, false)
group by week, response
qualify week > max(week) over () - 7 * 104
order by week, response
