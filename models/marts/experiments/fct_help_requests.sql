with
requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

topics as (
    select * from {{ ref('int_help_topics') }}
)

select
    'quickhelper' as platform,
    requests.instance_id,
    requests.learner_id,
    requests.requested_at,
    requests.version,
    requests.is_badge,
    requests.is_irrelevant_sentence,
    requests.sentence_condition,
    requests.is_voting,
    requests.is_anon_image,
    requests.is_username,
    requests.helper0_learner_id,
    requests.helper1_learner_id,
    requests.helper2_learner_id,
    requests.n_helpers_selected,
    requests.is_help_seeking,
    requests.is_help_seeking_as_written,
    requests.n_title_characters,
    requests.n_body_characters,
    requests.n_instances,
    requests.is_near_duplicate,
    topics.topic_number
from requests
left join topics
    on requests.instance_id = topics.instance_id
