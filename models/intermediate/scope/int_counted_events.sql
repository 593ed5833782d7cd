{{ config(materialized='view') }}

with
scoped_events as (
    select * from {{ ref('int_scoped_events') }}
)

select *
from scoped_events
where learner_id is not null
