with
codings as (
    select * from {{ ref('int_label_codings') }}
),

counted as (
    select
        project,
        is_overall,
        tag,
        item_id,
        coding,
        count(*) as n_taggers_agreeing
    from codings
    group by project, is_overall, tag, item_id, coding
)

select
    *,
    cast(
        sum(n_taggers_agreeing) over (partition by project, is_overall, tag, item_id) as bigint
    ) as n_taggers
from counted
