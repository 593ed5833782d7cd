with
acts as (
    select
        user_id,
        observed_event_timestamp as acted_at,
        'looked at something' as activity
    from moocdb.observed_events
    where course_id = $course
    union all
    select
        user_id,
        submission_timestamp as acted_at,
        'handed in an answer' as activity
    from moocdb.submissions
    where course_id = $course and coalesce(submission_is_submitted, 1) = 1
    union all
    select
        user_id,
        collaboration_timestamp as acted_at,
        'wrote or voted' as activity
    from moocdb.collaborations
    where course_id = $course
)

select
    cast(date_trunc('week', timezone(
        courses.time_zone, timezone('UTC', acts.acted_at)
    )) as date) as week,
    acts.activity,
    count(distinct acts.user_id) as learners
from acts
inner join moocdb.course_metadata as courses
    on courses.course_id = $course
where acts.acted_at is not null
group by week, acts.activity
qualify week > max(week) over () - 7 * 104
order by week, acts.activity
