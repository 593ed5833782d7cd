select
    file_id,
    source,
    path,
    load_id,
    size_bytes,
    lines_loaded,
    lines_scrubbed,
    lines_forgotten,
    is_current,
    copy_of,
    error
from {{ source('raw', 'files') }}
