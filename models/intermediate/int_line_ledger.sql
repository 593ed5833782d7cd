with
files as (
    select * from {{ ref('stg_files') }}
),

line_fates as (
    select
        file_id,
        fate
    from {{ ref('stg_edx__lines') }}
    union all
    select
        file_id,
        fate
    from {{ ref('stg_quickhelper__lines') }}
    union all
    select
        file_id,
        fate
    from {{ ref('stg_labels__rows') }}
),

fates as (
    select
        file_id,
        count(*) filter (where fate = 'accepted') as n_accepted,
        count(*) filter (where fate = 'blank') as n_blank,
        count(*) filter (where fate = 'comment') as n_comment,
        count(*) filter (where fate = 'not_json') as n_not_json,
        count(*) filter (where fate = 'not_object') as n_not_object,
        count(*) filter (where fate = 'no_time') as n_no_time,
        count(*) filter (where fate = 'wrong_fields') as n_wrong_fields,
        count(*) filter (where fate = 'duplicate') as n_duplicate
    from line_fates
    group by file_id
)

select
    files.source as platform,
    files.path,
    files.file_id,
    files.lines_loaded as n_lines,
    coalesce(fates.n_accepted, 0) as n_accepted,
    coalesce(fates.n_blank, 0) as n_blank,
    coalesce(fates.n_comment, 0) as n_comment,
    coalesce(fates.n_not_json, 0) as n_not_json,
    coalesce(fates.n_not_object, 0) as n_not_object,
    coalesce(fates.n_no_time, 0) as n_no_time,
    coalesce(fates.n_wrong_fields, 0) as n_wrong_fields,
    coalesce(fates.n_duplicate, 0) as n_duplicate,
    files.error
from files
left join fates
    on files.file_id = fates.file_id
