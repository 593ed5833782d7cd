with
event_types as (
    select * from {{ ref('edx_event_types') }}
),

our_types as (
    select * from {{ ref('moocdb_observed_event_types') }}
)

select
    event_types.pattern,
    our_types.observed_event_type_name as type_name,
    max(cast(our_types.observed_event_type_id as bigint)) as type_id
from event_types
inner join our_types
    on event_types.observed_as = our_types.observed_event_type_name
group by event_types.pattern, our_types.observed_event_type_name
