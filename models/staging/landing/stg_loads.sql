select
    load_id,
    source,
    started_at,
    finished_at
from {{ source('raw', 'loads') }}
