{{ config(materialized='view') }}

with
texts as (
    select * from {{ ref('int_label_texts') }}
)

select
    'labels' as platform,
    label_id,
    project,
    item_id,
    tagger_id,
    tagger,
    text,
    other_columns
from texts
