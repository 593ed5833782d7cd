with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
),

judged as (
    select
        file_id,
        line_no,
        fate,
        instance_id,
        kept_instance_id
    from {{ ref('int_help_requests') }}
    union all
    select
        file_id,
        line_no,
        fate,
        instance_id,
        kept_instance_id
    from {{ ref('int_help_reactions') }}
)

select
    lines.log,
    lines.file_id,
    lines.line_no,
    lines.event_id,
    coalesce(judged.fate, if(lines.fate = 'duplicate', 'repeated', lines.fate)) as fate,
    judged.instance_id,
    judged.kept_instance_id
from lines
left join judged
    on lines.file_id = judged.file_id and lines.line_no = judged.line_no
