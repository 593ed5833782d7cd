with
row_counts as (
    select * from {{ source('raw_moocdb', 'row_counts') }}
)

select
    load_id,
    course_id,
    table_name,
    n_rows,
    n_landed,
    n_rejected,
    n_repeated,
    n_repaired,
    n_other_columns,
    nullif(absent_columns, '') as absent_columns
from row_counts
