-- Every landed QuickHelper line has one fate, and the user lines kept are the questions.
with
ledger as (
    select coalesce(sum(n_lines), 0) as n_landed from {{ ref('rpt_line_ledger') }}
    where platform = 'quickhelper'
),

fates as (
    select
        coalesce(sum(n_lines), 0) as n_told,
        coalesce(sum(n_lines) filter (where log = 'user' and fate = 'kept'), 0) as n_kept
    from {{ ref('rpt_help_data_quality') }}
),

requests as (
    select count(*) as n_requests from {{ ref('fct_help_requests') }}
)

select
    ledger.n_landed,
    fates.n_told,
    fates.n_kept,
    requests.n_requests
from ledger
cross join fates
cross join requests
where ledger.n_landed <> fates.n_told or fates.n_kept <> requests.n_requests
