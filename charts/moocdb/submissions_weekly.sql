select
    cast(date_trunc('week', timezone(
        courses.time_zone, timezone('UTC', submissions.submission_timestamp)
    )) as date) as week,
    count(*) as submissions,
    count(distinct submissions.user_id) as learners
from moocdb.submissions as submissions
inner join moocdb.course_metadata as courses
    on submissions.course_id = courses.course_id
where
    submissions.course_id = $course
    and submissions.submission_timestamp is not null
    and coalesce(submissions.submission_is_submitted, 1) = 1
group by week
order by week desc
limit 104
