{{ config(materialized='view') }}

with
projects as (
    select * from {{ ref('int_label_projects') }}
)

select
    'labels' as platform,
    project,
    instructions,
    n_items,
    n_examples
from projects
