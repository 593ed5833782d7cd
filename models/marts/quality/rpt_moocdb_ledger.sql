{{ config(materialized='view') }}

with
ledger as (
    select * from {{ ref('int_foreign_ledger') }}
)

select
    platform,
    load_id,
    course_id,
    table_name,
    n_rows,
    n_used,
    n_of_logged_course,
    n_unmatched,
    n_repeated,
    n_rejected,
    n_repaired,
    n_unused_values,
    n_other_columns,
    absent_columns
from ledger
