{{ config(materialized='view') }}

with
training as (
    select * from {{ ref('int_label_training') }}
)

select
    'labels' as platform,
    project,
    item_id,
    tag,
    share,
    n_taggers
from training
