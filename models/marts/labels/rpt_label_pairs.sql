{{ config(materialized='view') }}

with
label_pairs as (
    select * from {{ ref('int_label_pairs') }}
)

select
    'labels' as platform,
    project,
    is_overall,
    tag,
    tagger_id,
    other_tagger_id,
    is_with_model,
    n_items,
    agreement,
    agreement_by_chance,
    cohen_kappa
from label_pairs
