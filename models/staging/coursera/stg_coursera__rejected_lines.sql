with
lines as (
    select * from {{ ref('stg_coursera__clickstream_lines') }}
),

raw_lines as (
    select * from {{ source('raw', 'coursera_clickstream_lines') }}
)

select
    lines.load_id,
    lines.file_id,
    lines.line_no,
    lines.event_id,
    lines.fate as reason,
    case when lines.fate <> 'duplicate' then raw_lines.line end as line
from lines
left join raw_lines
    on lines.file_id = raw_lines.file_id and lines.line_no = raw_lines.line_no
where lines.fate <> 'accepted'
