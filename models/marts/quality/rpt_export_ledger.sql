{{ config(materialized='view') }}

with
export_ledger as (
    select * from {{ ref('int_export_ledger') }}
)

select
    platform,
    course_id,
    record,
    table_name,
    n_rows,
    n_used,
    n_without_time,
    n_repeated,
    n_empty,
    n_unreadable,
    n_unmatched,
    n_left_aside,
    n_unknown_learner
from export_ledger
