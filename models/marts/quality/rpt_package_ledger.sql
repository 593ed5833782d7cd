{{ config(materialized='view') }}

with
package_ledger as (
    select * from {{ ref('int_package_ledger') }}
)

select
    platform,
    load_id,
    table_name,
    course_id,
    n_rows,
    n_used,
    n_unknown_course,
    n_unknown_person,
    n_unusable_key,
    n_unmatched,
    n_replaced,
    n_repeated,
    n_rejected,
    rejection_reasons,
    n_repaired,
    n_unusable_values
from package_ledger
