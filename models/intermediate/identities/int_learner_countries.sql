with
event_addresses as (
    select * from {{ ref('int_event_addresses') }}
),

address_countries as (
    select * from {{ ref('int_address_countries') }}
),

events as (
    select * from {{ ref('int_events') }}
    where learner_id is not null and course_id is not null
),

located as (
    select
        events.platform,
        events.learner_id,
        events.course_id,
        address_countries.country,
        count(*) as n_events,
        max(case when events.time_flaw is null then events.event_at end) as last_event_at
    from events
    inner join event_addresses
        on events.event_id = event_addresses.event_id
    inner join address_countries
        on event_addresses.ip = address_countries.ip
    group by
        events.platform, events.learner_id, events.course_id, address_countries.country
),

ranked as (
    select
        *,
        row_number() over (
            partition by learner_id, course_id
            order by last_event_at desc nulls last, n_events desc, country asc
        ) as recency,
        row_number() over (
            partition by learner_id, course_id
            order by n_events desc, last_event_at desc nulls last, country asc
        ) as preference
    from located
)

select
    platform,
    course_id,
    learner_id,
    max(country) filter (where recency = 1) as country_last,
    max(country) filter (where preference = 1) as country_modal,
    count(*) as n_countries
from ranked
group by platform, course_id, learner_id
