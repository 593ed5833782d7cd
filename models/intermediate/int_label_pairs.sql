{%- set pair = 'project, is_overall, tag, tagger_id, other_tagger_id' -%}
with
codings as (
    select * from {{ ref('int_label_codings') }}
),

pairs as (
    select
        codings.project,
        codings.is_overall,
        codings.tag,
        codings.tagger_id,
        others.tagger_id as other_tagger_id,
        codings.coding,
        others.coding as other_coding
    from codings
    inner join codings as others
        on
            codings.project = others.project
            and codings.is_overall = others.is_overall
            and codings.tag = others.tag
            and codings.item_id = others.item_id
            and codings.tagger_id < others.tagger_id
),

observed as (
    select
        {{ pair }},
        count(*) as n_items,
        count(*) filter (where coding = other_coding) as n_agreeing
    from pairs
    group by {{ pair }}
),

sides as (
    select
        {{ pair }},
        coding,
        1 as by_tagger,
        0 as by_other
    from pairs
    union all
    select
        {{ pair }},
        other_coding as coding,
        0 as by_tagger,
        1 as by_other
    from pairs
),

habits as (
    select
        {{ pair }},
        sum(by_tagger) * sum(by_other) as n_chances
    from sides
    group by {{ pair }}, coding
),

expected as (
    select
        {{ pair }},
        sum(n_chances) as n_chances
    from habits
    group by {{ pair }}
),

shares as (
    select
        observed.*,
        observed.n_agreeing / cast(observed.n_items as double) as agreement,
        expected.n_chances / power(observed.n_items, 2) as agreement_by_chance
    from observed
    inner join expected using ({{ pair }})
)

select
    {{ pair }},
    n_items,
    agreement,
    agreement_by_chance,
    (agreement - agreement_by_chance) / nullif(1 - agreement_by_chance, 0) as cohen_kappa
from shares
