with
events as (
    select * from {{ ref('stg_edx__events') }}
),

team_events as (
    select * from {{ ref('stg_edx__course_team_events') }}
)

select lower(events.host) as host
from events
left join team_events
    on events.event_id = team_events.event_id
where lower(events.host) like 'studio.%'
group by lower(events.host)
having
    count(*) filter (where events.raw_event_type like '/courses/_%')
    <= count(*) filter (where team_events.staff_evidence = 'Studio')
