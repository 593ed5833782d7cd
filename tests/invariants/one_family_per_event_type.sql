-- An event type has one family and one area, whatever name the logs gave it.
select
    event_type,
    count(distinct event_family) as n_families,
    count(distinct area) as n_areas
from {{ ref('stg_edx__event_types') }}
group by event_type
having count(distinct event_family) > 1 or count(distinct area) > 1
union all
select
    event_type,
    count(distinct event_family) as n_families,
    count(distinct area) as n_areas
from {{ ref('edx_event_types') }}
group by event_type
having count(distinct event_family) > 1 or count(distinct area) > 1
