select
    log,
    replace(fate, '_', ' ') as fate,
    n_lines as lines
from marts.rpt_help_data_quality
where fate not in ('blank', 'comment') and n_lines > 0
order by log, fate <> 'kept', lines desc, fate
limit 100
