with
line_fates as (
    select * from {{ ref('int_help_line_fates') }}
)

select
    'quickhelper' as platform,
    log,
    fate,
    count(*) as n_lines
from line_fates
group by log, fate
