with
codings as (
    select * from {{ ref('int_label_codings') }}
),

pairs as (
    select
        codings.measure_id,
        codings.project,
        codings.is_overall,
        codings.tag,
        codings.tagger_id,
        others.tagger_id as other_tagger_id,
        codings.model is not null or others.model is not null as is_with_model,
        codings.coding,
        others.coding as other_coding
    from codings
    inner join codings as others
        on
            codings.measure_id = others.measure_id
            and codings.item_id = others.item_id
            and codings.tagger_id < others.tagger_id
),

observed as (
    select
        measure_id,
        project,
        is_overall,
        tag,
        tagger_id,
        other_tagger_id,
        is_with_model,
        count(*) as n_items,
        count(*) filter (where coding = other_coding) as n_agreeing
    from pairs
    group by all
),

sides as (
    select
        measure_id,
        tagger_id,
        other_tagger_id,
        coding,
        1 as by_tagger,
        0 as by_other
    from pairs
    union all
    select
        measure_id,
        tagger_id,
        other_tagger_id,
        other_coding as coding,
        0 as by_tagger,
        1 as by_other
    from pairs
),

tag_totals as (
    select
        measure_id,
        tagger_id,
        other_tagger_id,
        coding,
        sum(by_tagger) * sum(by_other) as n_chances
    from sides
    group by measure_id, tagger_id, other_tagger_id, coding
),

expected as (
    select
        measure_id,
        tagger_id,
        other_tagger_id,
        sum(n_chances) as n_chances
    from tag_totals
    group by measure_id, tagger_id, other_tagger_id
),

shares as (
    select
        observed.*,
        observed.n_agreeing / cast(observed.n_items as double) as agreement,
        expected.n_chances / power(observed.n_items, 2) as agreement_by_chance
    from observed
    inner join expected
        on
            observed.measure_id = expected.measure_id
            and observed.tagger_id = expected.tagger_id
            and observed.other_tagger_id = expected.other_tagger_id
)

select
    measure_id,
    project,
    is_overall,
    tag,
    tagger_id,
    other_tagger_id,
    is_with_model,
    n_items,
    agreement,
    agreement_by_chance,
    (agreement - agreement_by_chance) / nullif(1 - agreement_by_chance, 0) as cohen_kappa
from shares
