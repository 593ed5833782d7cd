with
items as (
    select * from {{ ref('int_label_items') }}
    where n_taggers > 1
),

units as (
    select
        measure_id,
        project,
        is_overall,
        tag,
        item_id,
        n_taggers,
        n_taggers * (n_taggers - 1) as n_pairs,
        sum(n_taggers_agreeing * (n_taggers_agreeing - 1)) as n_pairs_agreeing
    from items
    group by measure_id, project, is_overall, tag, item_id, n_taggers
),

observed as (
    select
        measure_id,
        project,
        is_overall,
        tag,
        count(*) as n_items,
        sum(n_taggers) as n_labels,
        sum(n_pairs_agreeing) / cast(sum(n_pairs) as double) as agreement,
        round(sum((n_pairs - n_pairs_agreeing) / cast(n_taggers - 1 as double)), 12) as disagreement
    from units
    group by measure_id, project, is_overall, tag
),

counted_sizes as (
    select
        measure_id,
        n_taggers,
        count(*) as n_items,
        round(avg(n_pairs_agreeing / cast(n_pairs as double)), 12) as agreement
    from units
    group by measure_id, n_taggers
),

-- Fleiss' kappa needs as many tags on every item: it looks at the most frequent number.
sizes as (
    select * from counted_sizes
    qualify
        row_number() over (partition by measure_id order by n_items desc, n_taggers desc) = 1
),

tag_totals as (
    select
        items.measure_id,
        items.coding,
        sum(items.n_taggers_agreeing) as n_labels,
        coalesce(
            sum(items.n_taggers_agreeing) filter (where items.n_taggers = sizes.n_taggers), 0
        ) as n_labels_of_size
    from items
    inner join sizes
        on items.measure_id = sizes.measure_id
    group by items.measure_id, items.coding
),

expected as (
    select
        measure_id,
        sum(power(n_labels, 2)) as n_chances,
        sum(power(n_labels_of_size, 2)) as n_chances_of_size
    from tag_totals
    group by measure_id
),

shares as (
    select
        observed.*,
        sizes.n_taggers as fleiss_n_taggers,
        sizes.n_items as fleiss_n_items,
        sizes.agreement as fleiss_agreement,
        expected.n_chances_of_size / power(sizes.n_taggers * sizes.n_items, 2) as fleiss_by_chance,
        (power(observed.n_labels, 2) - expected.n_chances) / (observed.n_labels - 1)
            as disagreement_by_chance
    from observed
    inner join expected
        on observed.measure_id = expected.measure_id
    inner join sizes
        on observed.measure_id = sizes.measure_id
)

select
    measure_id,
    project,
    is_overall,
    tag,
    n_items,
    cast(n_labels as bigint) as n_labels,
    agreement,
    (fleiss_agreement - fleiss_by_chance) / nullif(1 - fleiss_by_chance, 0) as fleiss_kappa,
    fleiss_n_taggers,
    fleiss_n_items,
    1 - disagreement / nullif(disagreement_by_chance, 0) as krippendorff_alpha
from shares
