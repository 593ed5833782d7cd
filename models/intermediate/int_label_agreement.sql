{%- set measured = 'project, is_overall, tag' -%}
with
items as (
    select * from {{ ref('int_label_items') }}
    where n_taggers > 1
),

units as (
    select
        {{ measured }},
        item_id,
        n_taggers,
        n_taggers * (n_taggers - 1) as n_pairs,
        sum(n_taggers_agreeing * (n_taggers_agreeing - 1)) as n_pairs_agreeing
    from items
    group by {{ measured }}, item_id, n_taggers
),

-- Fleiss' kappa needs as many tags on every item: it looks at the most frequent number.
sizes as (
    select
        {{ measured }},
        n_taggers as fleiss_n_taggers,
        count(*) as fleiss_n_items,
        avg(n_pairs_agreeing / cast(n_pairs as double)) as fleiss_agreement
    from units
    group by {{ measured }}, n_taggers
    qualify row_number() over (
        partition by {{ measured }} order by count(*) desc, n_taggers desc
    ) = 1
),

observed as (
    select
        {{ measured }},
        count(*) as n_items,
        sum(n_taggers) as n_values,
        sum(n_pairs_agreeing) / cast(sum(n_pairs) as double) as agreement,
        sum((n_pairs - n_pairs_agreeing) / cast(n_taggers - 1 as double)) as disagreement
    from units
    group by {{ measured }}
),

habits as (
    select
        {{ measured }},
        items.coding,
        power(sum(items.n_taggers_agreeing), 2) as n_chances,
        power(
            coalesce(
                sum(items.n_taggers_agreeing)
                    filter (where items.n_taggers = sizes.fleiss_n_taggers),
                0
            ),
            2
        ) as fleiss_n_chances
    from items
    inner join sizes using ({{ measured }})
    group by {{ measured }}, items.coding
),

expected as (
    select
        {{ measured }},
        sum(n_chances) as n_chances,
        sum(fleiss_n_chances) as fleiss_n_chances
    from habits
    group by {{ measured }}
),

shares as (
    select
        observed.*,
        sizes.fleiss_n_taggers,
        sizes.fleiss_n_items,
        sizes.fleiss_agreement,
        expected.fleiss_n_chances / power(sizes.fleiss_n_taggers * sizes.fleiss_n_items, 2)
            as fleiss_by_chance,
        (power(observed.n_values, 2) - expected.n_chances) / (observed.n_values - 1)
            as disagreement_by_chance
    from observed
    inner join expected using ({{ measured }})
    inner join sizes using ({{ measured }})
)

select
    {{ measured }},
    n_items,
    cast(n_values as bigint) as n_labels,
    agreement,
    (fleiss_agreement - fleiss_by_chance) / nullif(1 - fleiss_by_chance, 0) as fleiss_kappa,
    fleiss_n_taggers,
    fleiss_n_items,
    1 - disagreement / nullif(disagreement_by_chance, 0) as krippendorff_alpha
from shares
