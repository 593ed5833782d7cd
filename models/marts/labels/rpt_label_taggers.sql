with
labels as (
    select * from {{ ref('int_labels') }}
),

consensus as (
    select * from {{ ref('int_label_consensus') }}
),

training as (
    select * from {{ ref('int_label_training') }}
),

-- Items with one tagger and ties do not count: neither shows agreement. Tags of a model are not
-- part of the consensus.
compared as (
    select
        labels.project,
        labels.tagger_id,
        labels.model,
        labels.tagged_at,
        labels.fate,
        labels.fate = 'counted'
        and (consensus.n_taggers > 1 or labels.model is not null)
        and not consensus.is_tie as is_judged,
        labels.fate = 'counted' and training.item_id is not null as is_in_training,
        labels.tag = consensus.consensus_tag as is_agreeing
    from labels
    left join consensus
        on labels.project = consensus.project and labels.item_id = consensus.item_id
    left join training
        on labels.project = training.project and labels.item_id = training.item_id
),

counted as (
    select
        project,
        tagger_id,
        max(model) as model,
        count(*) as n_given,
        count(*) filter (where fate = 'counted') as n_counted,
        count(*) filter (where fate = 'repeated') as n_repeated,
        count(*) filter (where fate = 'replaced') as n_replaced,
        count(*) filter (where fate = 'contradictory') as n_contradictory,
        count(*) filter (where is_judged) as n_judged,
        count(*) filter (where is_judged and is_agreeing) as n_agreeing,
        count(*) filter (where is_in_training) as n_in_training,
        count(*) filter (where is_in_training and is_agreeing) as n_agreeing_in_training,
        min(tagged_at) as first_tagged_at,
        max(tagged_at) as last_tagged_at
    from compared
    group by project, tagger_id
)

select
    'labels' as platform,
    project,
    tagger_id,
    model,
    n_given as n_labels,
    n_counted,
    n_repeated,
    n_replaced,
    n_contradictory,
    n_judged,
    n_agreeing,
    n_agreeing / nullif(cast(n_judged as double), 0) as agreement,
    if(
        n_agreeing >= {{ var('label_credit_min_agreement') }} * n_judged, n_agreeing, 0
    ) as credit,
    n_in_training,
    if(
        n_agreeing >= {{ var('label_credit_min_agreement') }} * n_judged, n_agreeing_in_training, 0
    ) as training_credit,
    first_tagged_at,
    last_tagged_at
from counted
