{{ config(materialized='view') }}

with
line_ledger as (
    select * from {{ ref('int_line_ledger') }}
)

select
    platform,
    path,
    file_id,
    n_lines,
    n_accepted,
    n_blank,
    n_superseded,
    n_comment,
    n_not_json,
    n_not_object,
    n_no_event_type,
    n_no_time,
    n_wrong_fields,
    n_duplicate,
    n_events,
    n_with_replaced_characters,
    n_scrubbed,
    n_forgotten,
    error
from line_ledger
