with
labels as (
    select distinct
        project,
        tagger_id,
        model
    from {{ ref('int_labels') }}
    where model is not null
),

pairs as (
    select * from {{ ref('int_label_pairs') }}
    where is_overall
),

-- A pair has its taggers in the order of their ids: look at it from either side.
sides as (
    select
        project,
        tagger_id,
        other_tagger_id,
        n_items,
        agreement,
        cohen_kappa
    from pairs
    union all
    select
        project,
        other_tagger_id as tagger_id,
        tagger_id as other_tagger_id,
        n_items,
        agreement,
        cohen_kappa
    from pairs
),

with_people as (
    select
        labels.project,
        labels.tagger_id,
        labels.model,
        count(*) as n_people,
        sum(sides.n_items) as n_items,
        sum(sides.n_items * sides.agreement) as n_agreeing,
        avg(sides.cohen_kappa) as mean_cohen_kappa
    from labels
    inner join sides
        on labels.project = sides.project and labels.tagger_id = sides.tagger_id
    left join labels as other_models
        on
            sides.project = other_models.project
            and sides.other_tagger_id = other_models.tagger_id
    where other_models.tagger_id is null
    group by labels.project, labels.tagger_id, labels.model
),

among_people as (
    select
        project,
        count(*) as n_pairs,
        sum(n_items) as n_items,
        sum(n_items * agreement) as n_agreeing,
        avg(cohen_kappa) as mean_cohen_kappa
    from pairs
    where not is_with_model
    group by project
)

-- Round to 12 digits: floating-point sums are not deterministic under parallel execution.
select
    'labels' as platform,
    with_people.project,
    with_people.tagger_id,
    with_people.model,
    with_people.n_people,
    cast(with_people.n_items as bigint) as n_comparisons,
    round(with_people.n_agreeing / with_people.n_items, 12) as agreement,
    round(with_people.mean_cohen_kappa, 12) as mean_cohen_kappa,
    coalesce(among_people.n_pairs, 0) as n_pairs_of_people,
    cast(coalesce(among_people.n_items, 0) as bigint) as n_comparisons_of_people,
    round(among_people.n_agreeing / among_people.n_items, 12) as agreement_of_people,
    round(among_people.mean_cohen_kappa, 12) as mean_cohen_kappa_of_people
from with_people
left join among_people
    on with_people.project = among_people.project
