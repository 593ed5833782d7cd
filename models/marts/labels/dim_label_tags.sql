{{ config(materialized='view') }}

with
tags as (
    select * from {{ ref('int_label_tags') }}
)

select
    'labels' as platform,
    project,
    tag,
    tag_number
from tags
