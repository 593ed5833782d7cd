-- An event type is one thing: the seed gives it one family and one area whatever it was called.
select
    event_type,
    count(distinct event_family) as n_families,
    count(distinct area) as n_areas
from {{ ref('edx_event_types') }}
group by event_type
having count(distinct event_family) > 1 or count(distinct area) > 1
