-- Nothing is lost: every landed line of every file has exactly one fate.
select *
from {{ ref('rpt_line_ledger') }}
where
    n_lines <> n_accepted + n_blank + n_comment + n_not_json + n_not_object + n_no_event_type
    + n_no_time + n_wrong_fields + n_duplicate + n_superseded + n_forgotten
    or n_lines is null
