{{ config(schema='private') }}

with
label_rows as (
    select * from {{ ref('stg_labels__rows') }}
    where fate = 'accepted'
)

select
    label_id,
    project,
    item_id,
    tagger_id,
    tagger,
    text,
    other_columns
from label_rows
