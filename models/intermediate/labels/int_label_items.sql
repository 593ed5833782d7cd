with
codings as (
    select * from {{ ref('int_label_codings') }}
    where model is null
),

counted as (
    select
        measure_id,
        project,
        is_overall,
        tag,
        item_id,
        coding,
        count(*) as n_taggers_agreeing
    from codings
    group by all
)

select
    *,
    cast(sum(n_taggers_agreeing) over (partition by measure_id, item_id) as bigint) as n_taggers
from counted
