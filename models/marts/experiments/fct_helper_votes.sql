{{ config(materialized='view') }}

with
reactions as (
    select * from {{ ref('int_help_reactions') }}
    where log = 'vote' and fate = 'kept'
)

select
    'quickhelper' as platform,
    instance_id,
    helper_learner_id,
    helper_index,
    is_upvote,
    first_at as first_voted_at,
    last_at as last_voted_at,
    n_times as n_votes
from reactions
