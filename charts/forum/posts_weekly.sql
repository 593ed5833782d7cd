select
    cast(
        date_trunc('week', timezone(courses.time_zone, timezone('UTC', posts.created_at)))
        as date
    ) as week,
    posts.kind,
    count(*) as posts
from marts.fct_forum_posts as posts
inner join marts.dim_courses as courses on posts.course_id = courses.course_id
where
    posts.course_id = $course
    and posts.created_at is not null
    and not coalesce(posts.is_deleted, false)
group by week, posts.kind
qualify week > max(week) over () - 7 * 104
order by week, kind
