select
    file_id,
    source,
    path,
    load_id,
    size_bytes,
    lines_loaded,
    error
from {{ source('raw', 'files') }}
