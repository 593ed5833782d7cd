with
reactions as (
    select * from {{ ref('int_help_reactions') }}
    where fate = 'kept'
),

helpers as (
    select * from {{ ref('stg_quickhelper__helpers') }}
),

requests as (
    select * from {{ ref('int_help_requests') }}
    where fate = 'kept'
),

selections as (
    select distinct
        instance_id,
        helper_learner_id
    from reactions
    where log = 'selection' and not is_none
)

select
    reactions.instance_id,
    reactions.helper_learner_id,
    reactions.helper_index,
    reactions.event_at as shown_at,
    requests.version,
    helpers.n_stars,
    case when requests.version = 'student' then helpers.n_previous_requests end
        as n_previous_requests,
    helpers.n_weeks,
    helpers.topic_match,
    helpers.sentence,
    selections.helper_learner_id is not null as was_selected,
    case when requests.is_badge then helpers.n_stars end as n_stars_shown,
    case when not requests.is_irrelevant_sentence then helpers.n_weeks end as n_weeks_shown,
    case when not requests.is_irrelevant_sentence then helpers.topic_match end as topic_match_shown,
    case when not requests.is_irrelevant_sentence then helpers.sentence end as sentence_shown
from reactions
inner join requests
    on reactions.instance_id = requests.instance_id
inner join helpers
    on reactions.event_id = helpers.event_id
left join selections
    on
        reactions.instance_id = selections.instance_id
        and reactions.helper_learner_id = selections.helper_learner_id
where reactions.log = 'helper'
