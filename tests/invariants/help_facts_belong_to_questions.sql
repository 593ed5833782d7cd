-- Choices, clicks and votes belong to a question that was kept; its choices are the helpers that it
-- counts.
with
requests as (
    select * from {{ ref('fct_help_requests') }}
),

selections as (
    select
        instance_id,
        count(helper_index) as n_chosen
    from {{ ref('fct_helper_selections') }}
    group by instance_id
),

facts as (
    select instance_id from {{ ref('fct_helper_impressions') }}
    union
    select instance_id from selections
    union
    select instance_id from {{ ref('fct_helper_votes') }}
    union
    select instance_id from {{ ref('fct_helper_clicks') }}
)

select
    facts.instance_id,
    requests.instance_id as request_instance_id,
    requests.n_helpers_selected,
    selections.n_chosen
from requests
full outer join facts
    on requests.instance_id = facts.instance_id
left join selections
    on requests.instance_id = selections.instance_id
where
    requests.instance_id is null
    or requests.n_helpers_selected <> coalesce(selections.n_chosen, 0)
