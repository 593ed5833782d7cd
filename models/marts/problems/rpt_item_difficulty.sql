with
reach as (
    select * from {{ ref('int_item_reach') }}
),

fit as (
    select * from {{ ref('int_item_fit') }}
),

parameters as (
    select * from {{ ref('int_item_parameters') }}
)

select
    reach.platform,
    reach.course_id,
    reach.item_id,
    reach.block_id,
    reach.part,
    reach.content_index,
    reach.n_responses,
    reach.n_correct,
    reach.n_correct / cast(reach.n_responses as double) as p_correct,
    reach.n_reached / cast(reach.n_learners as double) as share_reached,
    coalesce(fit.n_compared, 0) as n_compared,
    fit.relative_ability,
    fit.difficulty,
    fit.standard_error,
    fit.infit,
    fit.outfit,
    case
        when fit.difficulty is not null then null
        when reach.n_correct = reach.n_responses then 'all_correct'
        when reach.n_correct = 0 then 'none_correct'
        when fit.item_id is null then 'no_comparison'
        else 'not_settled'
    end as unknown_because,
    parameters.n_responses as n_fitted,
    parameters.difficulty as fitted_difficulty,
    parameters.difficulty_error as fitted_difficulty_error,
    parameters.discrimination as fitted_discrimination,
    parameters.discrimination_error as fitted_discrimination_error
from reach
left join fit
    on reach.item_id = fit.item_id
left join parameters
    on reach.course_id = parameters.course_id and reach.item_id = parameters.item_id
