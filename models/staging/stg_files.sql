select
    file_id,
    source,
    path,
    load_id,
    size_bytes,
    lines_loaded,
    is_current,
    copy_of,
    error
from {{ source('raw', 'files') }}
