with
items as (
    select * from {{ ref('int_label_items') }}
    where is_overall
),

ranked as (
    select
        *,
        count(*) over item as n_tags,
        max(n_taggers_agreeing) over item as most_agreeing,
        row_number() over (
            partition by project, item_id order by n_taggers_agreeing desc, coding asc
        ) as place
    from items
    window item as (partition by project, item_id)
),

most_frequent as (
    select
        *,
        count(*) over (partition by project, item_id) > 1 as is_tie
    from ranked
    where n_taggers_agreeing = most_agreeing
)

select
    project,
    item_id,
    case when not is_tie then coding end as consensus_tag,
    most_agreeing / cast(n_taggers as double) as share,
    is_tie,
    n_taggers,
    n_tags
from most_frequent
where place = 1
