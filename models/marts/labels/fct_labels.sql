{{ config(materialized='view') }}

with
labels as (
    select * from {{ ref('int_labels') }}
)

select
    'labels' as platform,
    label_id,
    project,
    item_id,
    tagger_id,
    model,
    tag,
    tagged_at,
    fate,
    fate = 'counted' as is_counted
from labels
