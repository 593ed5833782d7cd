with
files as (
    select
        *,
        regexp_extract(path, '[^/]+$') || ' (' || file_id || ')' as file,
        n_not_json + n_not_object + n_no_event_type + n_no_time + n_wrong_fields as n_set_aside
    from marts.rpt_line_ledger
    order by n_set_aside desc, file_id desc
    limit 30
),

fates as (
    select file, file_id, 1 as place, 'accepted' as fate, n_accepted as lines from files
    union all
    select file, file_id, 2, 'repeated', n_duplicate from files
    union all
    select file, file_id, 3, 'not JSON', n_not_json + n_not_object from files
    union all
    select file, file_id, 4, 'no event name', n_no_event_type from files
    union all
    select file, file_id, 5, 'no time', n_no_time from files
    union all
    select file, file_id, 6, 'wrong fields', n_wrong_fields from files
)

select
    views.lines_shown,
    fates.file,
    fates.fate,
    fates.lines
from fates
cross join unnest(['without the accepted', 'all lines']) as views (lines_shown)
where fates.lines > 0 and (views.lines_shown = 'all lines' or fates.fate <> 'accepted')
order by views.lines_shown = 'all lines', fates.file_id, fates.place
