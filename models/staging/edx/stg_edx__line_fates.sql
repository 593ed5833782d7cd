with
lines as (
    select * from {{ ref('stg_edx__lines') }}
),

wrapped_records as (
    select * from {{ ref('stg_edx__wrapped_records') }}
),

duplicates as (
    select * from {{ ref('stg_edx__duplicates') }}
),

record_fates as (
    select
        wrapped_records.file_id,
        wrapped_records.line_no,
        case
            when duplicates.file_id is not null then 'duplicate'
            else wrapped_records.fate
        end as fate,
        wrapped_records.has_replaced_characters
    from wrapped_records
    left join duplicates
        on
            wrapped_records.file_id = duplicates.file_id
            and wrapped_records.line_no = duplicates.line_no
            and wrapped_records.record_no = duplicates.record_no
),

wrapping_lines as (
    select
        file_id,
        line_no,
        count(*) as n_records,
        count(*) filter (where fate = 'accepted') as n_events,
        bool_or(has_replaced_characters) as has_replaced_characters,
        case
            when bool_or(fate = 'accepted') then 'accepted'
            when bool_or(fate = 'duplicate') then 'duplicate'
            else min(fate)
        end as fate
    from record_fates
    group by file_id, line_no
),

fates as (
    select
        lines.load_id,
        lines.file_id,
        lines.line_no,
        lines.event_id,
        case
            when wrapping_lines.fate is not null then wrapping_lines.fate
            when duplicates.file_id is not null then 'duplicate'
            else lines.fate
        end as fate,
        coalesce(wrapping_lines.n_records, 1) as n_records,
        wrapping_lines.n_events,
        coalesce(wrapping_lines.has_replaced_characters, lines.has_replaced_characters)
            as has_replaced_characters
    from lines
    left join wrapping_lines
        on lines.file_id = wrapping_lines.file_id and lines.line_no = wrapping_lines.line_no
    left join duplicates
        on
            lines.file_id = duplicates.file_id
            and lines.line_no = duplicates.line_no
            and duplicates.record_no = 0
)

select
    load_id,
    file_id,
    line_no,
    event_id,
    fate,
    n_records,
    coalesce(n_events, cast(fate = 'accepted' as bigint)) as n_events,
    has_replaced_characters
from fates
