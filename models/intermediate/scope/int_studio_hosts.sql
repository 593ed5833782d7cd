with
events as (
    select * from {{ ref('stg_edx__events') }}
),

team_events as (
    select * from {{ ref('stg_edx__course_team_events') }}
),

requests as (
    select
        lower(events.host) as host,
        count(*) filter (where events.raw_event_type like '/courses/_%') as n_lms_requests,
        count(*) filter (where team_events.staff_evidence = 'Studio') as n_studio_requests
    from events
    left join team_events
        on events.event_id = team_events.event_id
    where lower(events.host) like 'studio.%'
    group by lower(events.host)
)

select
    host,
    n_lms_requests,
    n_studio_requests
from requests
where n_lms_requests <= n_studio_requests
