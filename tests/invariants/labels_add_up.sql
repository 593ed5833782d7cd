-- Every accepted row of tags is one label, and counts once in every report of labels.
with
ledger as (
    select coalesce(sum(n_accepted), 0) as n from {{ ref('rpt_line_ledger') }}
    where platform = 'labels'
),

labels as (
    select count(*) as n from {{ ref('fct_labels') }}
),

taggers as (
    select
        coalesce(sum(n_labels), 0) as n,
        coalesce(sum(n_counted + n_repeated + n_replaced + n_contradictory), 0) as n_by_fate
    from {{ ref('rpt_label_taggers') }}
),

days as (
    select coalesce(sum(n_labels), 0) as n from {{ ref('rpt_label_daily') }}
)

select
    ledger.n,
    labels.n as n_labels,
    taggers.n as n_of_taggers,
    taggers.n_by_fate,
    days.n as n_of_days
from ledger
cross join labels
cross join taggers
cross join days
where
    ledger.n <> labels.n
    or ledger.n <> taggers.n
    or ledger.n <> taggers.n_by_fate
    or ledger.n <> days.n
