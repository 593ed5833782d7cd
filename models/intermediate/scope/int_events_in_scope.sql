{{ config(materialized='view') }}

with
events as (
    select * from {{ ref('int_events') }}
),

learner_courses as (
    select * from {{ ref('int_learner_courses') }}
),

courses as (
    select * from {{ ref('int_courses') }}
)

select events.*
from events
{{ join_scope('events') }}
where
    events.time_flaw is null
    and {{ is_in_scope('events', 'events.event_at') }}
