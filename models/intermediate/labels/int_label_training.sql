with
consensus as (
    select * from {{ ref('int_label_consensus') }}
    where not is_tie
)

select
    project,
    item_id,
    consensus_tag as tag,
    share,
    n_taggers
from consensus
where
    n_taggers >= {{ var('label_training_min_taggers') }}
    and share >= {{ var('label_training_min_share') }}
