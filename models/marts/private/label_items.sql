{{ config(materialized='view') }}

with
items as (
    select * from {{ ref('int_label_item_texts') }}
)

select
    'labels' as platform,
    project,
    item_id,
    text,
    author_id,
    thread,
    example_tag,
    is_of_project
from items
