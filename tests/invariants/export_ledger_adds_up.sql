-- Nothing is lost: every row of an export has exactly one fate, and every act used is one event.
with
ledger as (
    select * from {{ ref('rpt_export_ledger') }}
),

events as (
    select
        course_id,
        count(*) as n_events
    from {{ ref('int_events') }}
    -- That a quiz was begun is told by the value of its submission, which is one row.
    where
        platform = 'coursera'
        and event_source = 'server'
        and raw_event_type <> 'quiz_start'
    group by course_id
),

used as (
    select
        course_id,
        sum(n_used) as n_used
    from ledger
    where record <> 'quiz_answers' and n_unknown_learner is not null
    group by course_id
)

select
    course_id,
    record as what
from ledger
where
    n_rows is distinct from n_used + n_without_time + n_repeated + n_empty + n_unreadable
    + n_unmatched + n_left_aside
union all
select
    coalesce(events.course_id, used.course_id) as course_id,
    'events' as what
from events
full outer join used
    on events.course_id = used.course_id
where events.n_events is distinct from used.n_used
