select
    cast(timezone(
        courses.time_zone, timezone('UTC', events.observed_event_timestamp)
    ) as date) as day,
    count(*) as events,
    count(distinct events.user_id) as learners
from moocdb.observed_events as events
inner join moocdb.course_metadata as courses
    on events.course_id = courses.course_id
where events.course_id = $course and events.observed_event_timestamp is not null
group by day
order by day desc
limit 400
