-- Whatever pattern leads to an event type, it belongs to one family and one area.
select event_type
from {{ ref('edx_event_types') }}
group by event_type
having count(distinct event_family) > 1 or count(distinct area) > 1
