{%- set models_of_lines = [
    'stg_quickhelper__lines', 'stg_labels__rows', 'stg_labels__project_rows', 'stg_predictions__rows',
    'stg_topics__rows', 'stg_item_parameters__rows',
] -%}
with
files as (
    select * from {{ ref('stg_files') }}
),

edx_line_fates as (
    select * from {{ ref('stg_edx__line_fates') }}
),

-- A line of the other sources is one event or none.
other_line_fates as (
    {% for model in models_of_lines -%}
        select
            file_id,
            fate
        from {{ ref(model) }}
        union all
    {% endfor -%}
    select
        file_id,
        fate
    from {{ of_coursera('stg_coursera__clickstream_lines') }}
),

structure_files as (
    select * from {{ ref('stg_edx__structure_files') }}
),

counted as (
    select
        file_id,
        fate,
        count(*) as n_lines,
        sum(n_events) as n_events,
        sum(cast(has_replaced_characters as bigint)) as n_with_replaced_characters
    from edx_line_fates
    group by file_id, fate
    union all
    select
        file_id,
        fate,
        count(*) as n_lines,
        count(*) filter (where fate = 'accepted') as n_events,
        null as n_with_replaced_characters
    from other_line_fates
    group by file_id, fate
    union all
    select
        file_id,
        fate,
        n_lines,
        null as n_events,
        null as n_with_replaced_characters
    from structure_files
),

fates as (
    select
        file_id,
        sum(n_lines) filter (where fate = 'accepted') as n_accepted,
        sum(n_lines) filter (where fate = 'blank') as n_blank,
        sum(n_lines) filter (where fate = 'superseded') as n_superseded,
        sum(n_lines) filter (where fate = 'comment') as n_comment,
        sum(n_lines) filter (where fate = 'not_json') as n_not_json,
        sum(n_lines) filter (where fate = 'not_object') as n_not_object,
        sum(n_lines) filter (where fate = 'no_event_type') as n_no_event_type,
        sum(n_lines) filter (where fate = 'no_time') as n_no_time,
        sum(n_lines) filter (where fate = 'wrong_fields') as n_wrong_fields,
        sum(n_lines) filter (where fate = 'duplicate') as n_duplicate,
        sum(n_events) as n_events,
        sum(n_with_replaced_characters) as n_with_replaced_characters
    from counted
    group by file_id
)

select
    files.source as platform,
    files.path,
    files.file_id,
    files.lines_loaded as n_lines,
    cast(coalesce(fates.n_accepted, 0) as bigint) as n_accepted,
    cast(coalesce(fates.n_blank, 0) as bigint) as n_blank,
    cast(coalesce(fates.n_superseded, 0) as bigint) as n_superseded,
    cast(coalesce(fates.n_comment, 0) as bigint) as n_comment,
    cast(coalesce(fates.n_not_json, 0) as bigint) as n_not_json,
    cast(coalesce(fates.n_not_object, 0) as bigint) as n_not_object,
    cast(coalesce(fates.n_no_event_type, 0) as bigint) as n_no_event_type,
    cast(coalesce(fates.n_no_time, 0) as bigint) as n_no_time,
    cast(coalesce(fates.n_wrong_fields, 0) as bigint) as n_wrong_fields,
    cast(coalesce(fates.n_duplicate, 0) as bigint) as n_duplicate,
    cast(fates.n_events as bigint) as n_events,
    cast(fates.n_with_replaced_characters as bigint) as n_with_replaced_characters,
    files.lines_scrubbed as n_scrubbed,
    coalesce(files.lines_forgotten, 0) as n_forgotten,
    files.error
from files
left join fates
    on files.file_id = fates.file_id
-- Exports, packages and MOOCdbs of others hold tables, no lines.
where files.source not in ('coursera-exports', 'edx-package', 'moocdb')
