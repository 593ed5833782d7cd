{{ config(materialized='view') }}

with
events_in_scope as (
    select * from {{ ref('int_events_in_scope') }}
)

select *
from events_in_scope
where learner_id is not null
