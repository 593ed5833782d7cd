with
courses as (
    select
        coalesce(courses.name || ' (' || freshness.course_id || ')', freshness.course_id) as course,
        freshness.hours_late_p50,
        freshness.hours_late_p95
    from marts.rpt_course_freshness as freshness
    left join marts.dim_courses as courses on freshness.course_id = courses.course_id
    order by freshness.hours_late_p95 desc
    limit 40
)

select
    course,
    share,
    round(case share when 'half' then hours_late_p50 else hours_late_p95 end / 24, 2) as days
from courses
cross join unnest(['half', '95 percent']) as shares(share)
where days is not null
order by course, share = 'half' desc
