-- Nothing is lost: every row of a data package has exactly one fate.
select *
from {{ ref('rpt_package_ledger') }}
where
    n_rows is distinct from n_used + n_unknown_course + n_unknown_person + n_unusable_key
    + n_unmatched + n_replaced + n_repeated + n_rejected
