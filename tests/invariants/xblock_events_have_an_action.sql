-- Every event type of the families that `fct_xblock_interactions` shows says what was done.
select distinct event_types.event_type
from {{ ref('edx_event_types') }} as event_types
left join {{ ref('edx_xblock_actions') }} as actions
    on event_types.event_type = actions.event_type
where
    event_types.event_family in ('xblock', 'poll', 'completion')
    and actions.event_type is null
