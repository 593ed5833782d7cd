with
lines as (
    select * from {{ source('raw', 'quickhelper_lines') }}
),

logs as (
    select * from {{ ref('quickhelper_logs') }}
),

-- The same text may be in two logs, where it means two things.
identified as (
    select
        *,
        md5(line) as event_id,
        row_number() over (
            partition by log, md5(line) order by load_id, file_id, line_no
        ) as copy_number
    from lines
),

objects as (
    {{ lines_as_objects('identified') }}
),

parsed as (
    select
        *,
        {{ json_fields('json', ['message', 'timestamp']) }} as envelope
    from objects
),

measured as (
    select
        *,
        envelope.message,
        {{ safe_timestamp('envelope.timestamp') }} as event_at,
        cast(
            (length(envelope.message) - length(replace(envelope.message, '<DELIMITER>', '')))
            / length('<DELIMITER>') as integer
        ) - 1 as n_fields,
        envelope.message like '<DELIMITER>%' and envelope.message like '%<DELIMITER>'
            as is_delimited
    from parsed
)

select
    measured.load_id,
    measured.file_id,
    measured.line_no,
    measured.log,
    measured.event_id,
    case
        when measured.flaw is not null then measured.flaw
        when measured.event_at is null then 'no_time'
        when
            measured.is_delimited
            and measured.n_fields between logs.min_fields and logs.max_fields
            and {{ is_match(
                "split_part(measured.message, '<DELIMITER>', measured.n_fields + 1)",
                pattern_column="coalesce(logs.last_field_pattern, '')",
            ) }}
            then if(measured.copy_number > 1, 'duplicate', 'accepted')
        else 'wrong_fields'
    end as fate,
    measured.event_at,
    measured.message
from measured
left join logs
    on measured.log = logs.log
