with
events as (
    select * from {{ ref('stg_edx__events') }}
),

tab_moves as (
    select
        event_id,
        sequential_id,
        new_tab
    from {{ ref('stg_edx__navigation_events') }}
    where is_tab_move
)

select
    events.event_id,
    events.load_id,
    events.learner_id,
    events.course_id,
    events.learner_course_id,
    events.event_at,
    events.line_no,
    events.event_source,
    events.is_request,
    events.location_url as url,
    tab_moves.sequential_id as tab_sequential_id,
    tab_moves.new_tab
from events
left join tab_moves
    on events.event_id = tab_moves.event_id
