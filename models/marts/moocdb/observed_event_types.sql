{{ config(materialized='view') }}

with
observed_event_types as (
    select * from {{ ref('moocdb_observed_event_types') }}
)

select
    cast(observed_event_type_id as bigint) as observed_event_type_id,
    observed_event_type_name,
    observed_event_type_activity_mode
from observed_event_types
