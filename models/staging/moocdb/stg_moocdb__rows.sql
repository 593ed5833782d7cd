with
table_rows as (
    select * from {{ source('raw_moocdb', 'table_rows') }}
)

select
    load_id,
    course_id,
    table_name,
    row_no,
    {{ trimmed('row_key') }} as row_key,
    fields
from table_rows
