{{ config(materialized='view') }}

with
scoped_events as (
    select * from {{ ref('int_events_in_scope') }}
)

select *
from scoped_events
where learner_id is not null
