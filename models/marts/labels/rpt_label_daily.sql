with
labels as (
    select * from {{ ref('int_labels') }}
)

select
    'labels' as platform,
    project,
    {{ local_day('tagged_at') }} as tagged_date,
    count(*) as n_labels,
    count(distinct item_id) as n_items,
    count(distinct tagger_id) as n_taggers
from labels
group by project, {{ local_day('tagged_at') }}
