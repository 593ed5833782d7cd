with
event_types as (
    select
        event_type || ' (' || platform || ')' as event_type,
        bool_and(is_known) as is_known,
        sum(n_events) as events
    from marts.rpt_event_types
    group by event_type, platform
    order by is_known, events desc, event_type
    limit 30
)

select
    event_type,
    case when is_known then 'known' else 'not known' end as known,
    events
from event_types
order by events desc, event_type
