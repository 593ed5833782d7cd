with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
    where log = 'selection' and fate = 'accepted'
)

select
    event_id,
    file_id,
    line_no,
    event_at,
    {{ quickhelper_id(quickhelper_field(1)) }} as instance_id,
    {{ safe_bigint(quickhelper_field(2)) }} as helper_index,
    {{ quickhelper_field(2) }} = 'NONE' as is_none
from lines
