-- Every accepted line is one event of the stream, whoever sent it and wherever it belongs.
with
ledger as (
    select sum(n_accepted) as n from {{ ref('rpt_line_ledger') }}
    where platform in ('edx', 'coursera-clickstream')
),

events as (
    select
        count(*) as n,
        count(distinct event_id) as n_distinct
    from {{ ref('int_events') }}
    where file_id is not null
)

select
    ledger.n as n_accepted,
    events.n as n_events
from ledger
cross join events
where ledger.n <> events.n or events.n <> events.n_distinct
