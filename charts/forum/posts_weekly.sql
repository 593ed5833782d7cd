select
    cast(date_trunc('week', created_at) as date) as week,
    kind,
    count(*) as posts
from marts.fct_forum_posts
where course_id = $course and created_at is not null and not coalesce(is_deleted, false)
group by week, kind
qualify week > max(week) over () - 7 * 104
order by week, kind
