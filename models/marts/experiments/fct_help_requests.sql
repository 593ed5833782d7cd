{{ config(materialized='view') }}

with
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
)

select
    'quickhelper' as platform,
    instance_id,
    learner_id,
    requested_at,
    version,
    is_badge,
    is_irrelevant_sentence,
    sentence_condition,
    is_voting,
    is_anon_image,
    is_username,
    helper0_learner_id,
    helper1_learner_id,
    helper2_learner_id,
    n_helpers_selected,
    is_help_seeking,
    is_help_seeking_as_written,
    n_title_characters,
    n_body_characters,
    n_instances,
    is_near_duplicate
from requests
