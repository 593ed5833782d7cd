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
),

addressed as (
    select
        events.*,
        coalesce(raw_event_type like '/%', false)
        and event_family not in ('handler', 'problem_request', 'infrastructure') as is_request
    from events
)

select
    addressed.event_id,
    addressed.load_id,
    addressed.learner_id,
    addressed.course_id,
    addressed.event_at,
    addressed.line_no,
    addressed.event_source,
    addressed.is_request,
    case
        when addressed.is_request
            then {{ public_request_url('host', 'raw_event_type') }}
        when addressed.page like 'http%' or addressed.page like '/%'
            then {{ public_url('addressed.page') }}
        else {{ public_url('referer') }}
    end as url,
    tab_moves.sequential_id as tab_sequential_id,
    tab_moves.new_tab
from addressed
left join tab_moves
    on addressed.event_id = tab_moves.event_id
