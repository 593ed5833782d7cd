-- Every event of the ledger is one event, request, reaction or label of its file, and every
-- accepted line gave at least one. Left out: the many lines of a course structure are one document;
-- a text to tag is not an event; a prediction, a topic or a parameter may be of a learner, a text
-- or an item that is not counted.
with
ledger as (
    select * from {{ ref('rpt_line_ledger') }}
    where
        platform not in (
            'edx-course-structure', 'label-project', 'predictions', 'topics', 'item-parameters'
        )
),

told as (
    select
        file_id,
        line_no
    from {{ ref('int_events') }}
    where file_id is not null
    union all
    select
        file_id,
        line_no
    from {{ ref('int_help_requests') }}
    union all
    select
        file_id,
        line_no
    from {{ ref('int_help_reactions') }}
    union all
    select
        file_id,
        line_no
    from {{ ref('int_labels') }}
),

counted as (
    select
        file_id,
        count(*) as n_told,
        count(distinct line_no) as n_lines
    from told
    group by file_id
)

select
    ledger.path,
    counted.file_id,
    ledger.n_accepted,
    ledger.n_events,
    counted.n_told,
    counted.n_lines
from ledger
full outer join counted
    on ledger.file_id = counted.file_id
where
    coalesce(ledger.n_events, 0) <> coalesce(counted.n_told, 0)
    or ledger.n_accepted is distinct from coalesce(counted.n_lines, 0)
