with
agreement as (
    select * from {{ ref('int_label_agreement') }}
),

-- Round to 12 digits: floating-point sums are not deterministic under parallel execution.
pairs as (
    select
        measure_id,
        count(*) as n_pairs,
        round(avg(cohen_kappa), 12) as mean_cohen_kappa,
        min(cohen_kappa) as lowest_cohen_kappa,
        max(cohen_kappa) as highest_cohen_kappa
    from {{ ref('int_label_pairs') }}
    where not is_with_model
    group by measure_id
)

select
    'labels' as platform,
    agreement.project,
    agreement.is_overall,
    agreement.tag,
    agreement.n_items,
    agreement.n_labels,
    agreement.agreement,
    pairs.n_pairs as n_tagger_pairs,
    pairs.mean_cohen_kappa,
    pairs.lowest_cohen_kappa,
    pairs.highest_cohen_kappa,
    agreement.fleiss_kappa,
    agreement.fleiss_n_taggers,
    agreement.fleiss_n_items,
    agreement.krippendorff_alpha
from agreement
inner join pairs
    on agreement.measure_id = pairs.measure_id
