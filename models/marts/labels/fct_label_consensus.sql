{{ config(materialized='view') }}

with
consensus as (
    select * from {{ ref('int_label_consensus') }}
)

select
    'labels' as platform,
    project,
    item_id,
    consensus_tag,
    share,
    is_tie,
    n_taggers,
    n_tags
from consensus
