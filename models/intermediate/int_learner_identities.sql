{{ config(schema='private') }}

with
edx_lines as (
    select * from {{ ref('stg_edx__lines') }}
),

edx_user_names as (
    select * from {{ ref('int_edx_user_names') }}
),

edx_subjects as (
    select * from {{ ref('int_edx_subjects') }}
),

edx_vote_targets as (
    select
        target_learner_id,
        target_username,
        min(event_at) as first_seen_at,
        max(event_at) as last_seen_at
    from {{ ref('int_forum_votes') }}
    where platform = 'edx' and target_learner_id is not null
    group by target_learner_id, target_username
),

quickhelper_requests as (
    select * from {{ ref('stg_quickhelper__requests') }}
),

quickhelper_reactions as (
    select * from {{ ref('stg_quickhelper__reactions') }}
),

quickhelper_helpers as (
    select * from {{ ref('stg_quickhelper__helpers') }}
),

edx_senders as (
    select
        learner_id,
        username,
        min(event_at) as first_seen_at,
        max(event_at) as last_seen_at
    from edx_lines
    where fate = 'accepted' and learner_id is not null
    group by learner_id, username
),

edx_user_ids as (
    select
        learner_id,
        min(user_id) as platform_user_id
    from edx_user_names
    group by learner_id
),

edx_sightings as (
    select
        learner_id,
        username,
        cast(null as varchar) as user_id,
        first_seen_at,
        last_seen_at
    from edx_senders
    union all
    select
        learner_id,
        username,
        user_id,
        first_seen_at,
        last_seen_at
    from edx_subjects
    union all
    select
        target_learner_id as learner_id,
        target_username as username,
        cast(null as varchar) as user_id,
        first_seen_at,
        last_seen_at
    from edx_vote_targets
),

edx_learners as (
    select
        learner_id,
        max(username) as username,
        min(user_id) as user_id,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from edx_sightings
    group by learner_id
),

quickhelper_sightings as (
    select
        learner_id,
        user_id,
        cast(null as varchar) as helper_name,
        requested_at as seen_at
    from quickhelper_requests
    union all
    select
        quickhelper_reactions.helper_learner_id as learner_id,
        quickhelper_reactions.helper_user_id as user_id,
        quickhelper_helpers.helper_name,
        quickhelper_reactions.event_at as seen_at
    from quickhelper_reactions
    inner join quickhelper_helpers
        on quickhelper_reactions.event_id = quickhelper_helpers.event_id
)

select
    edx_learners.learner_id,
    'edx' as platform,
    coalesce(edx_user_ids.platform_user_id, edx_learners.user_id) as platform_user_id,
    edx_learners.username,
    edx_learners.first_seen_at,
    edx_learners.last_seen_at
from edx_learners
left join edx_user_ids
    on edx_learners.learner_id = edx_user_ids.learner_id
union all
select
    learner_id,
    'quickhelper' as platform,
    cast(min(user_id) as varchar) as platform_user_id,
    max(helper_name) as username,
    min(seen_at) as first_seen_at,
    max(seen_at) as last_seen_at
from quickhelper_sightings
where learner_id is not null
group by learner_id
