with
lines as (
    select * from {{ ref('stg_quickhelper__lines') }}
),

line_fates as (
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
    coalesce(line_fates.fate, if(lines.fate = 'duplicate', 'repeated', lines.fate)) as fate,
    line_fates.instance_id,
    line_fates.kept_instance_id
from lines
left join line_fates
    on lines.file_id = line_fates.file_id and lines.line_no = line_fates.line_no
