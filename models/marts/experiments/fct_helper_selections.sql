{{ config(materialized='view') }}

with
reactions as (
    select * from {{ ref('int_help_reactions') }}
    where log = 'selection' and fate = 'kept'
)

select
    'quickhelper' as platform,
    instance_id,
    helper_index,
    helper_learner_id,
    is_none,
    first_at as first_selected_at,
    last_at as last_selected_at,
    n_times as n_selections
from reactions
