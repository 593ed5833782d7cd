with
comparisons as (
    select * from {{ ref('int_item_comparisons') }}
),

items as (
    select * from {{ ref('int_item_difficulties') }}
)

select
    comparisons.course_id,
    comparisons.learner_id,
    count(*) as n_items,
    cast(sum(comparisons.score) as bigint) as n_correct,
    {{ prox_measure('items.difficulty', 'nullif(sum(comparisons.score), 0)', 'count(*)') }}
        as ability
from comparisons
inner join items
    on comparisons.item_id = items.item_id
group by comparisons.course_id, comparisons.learner_id
