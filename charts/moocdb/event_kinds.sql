select
    coalesce(types.observed_event_type_name, 'unknown') as kind,
    count(*) as events,
    count(distinct events.user_id) as learners
from moocdb.observed_events as events
left join moocdb.observed_event_types as types
    on events.observed_event_type_id = types.observed_event_type_id
where events.course_id = $course
group by kind
order by events desc, kind
