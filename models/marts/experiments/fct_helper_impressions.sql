{{ config(materialized='view') }}

with
impressions as (
    select * from {{ ref('int_help_impressions') }}
)

select
    'quickhelper' as platform,
    instance_id,
    helper_learner_id,
    helper_index,
    shown_at,
    version,
    n_stars,
    n_previous_requests,
    n_weeks,
    topic_match,
    sentence,
    was_selected,
    n_stars_shown,
    n_weeks_shown,
    topic_match_shown,
    sentence_shown
from impressions
