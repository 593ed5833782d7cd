with
slices as (
    select * from {{ ref('int_prediction_slices') }}
),

draws as (
    select * from {{ ref('int_prediction_draws') }}
),

-- Equal probabilities are one step of the curve.
steps as (
    select
        slices.evaluation_id,
        slices.model,
        draws.replicate,
        slices.probability,
        sum(case when slices.is_stopout then draws.weight else 0 end) as n_stopouts,
        sum(case when slices.is_stopout then 0 else draws.weight end) as n_others
    from slices
    inner join draws
        on
            slices.course_id = draws.course_id
            and slices.learner_id = draws.learner_id
            and (draws.replicate = 0 or slices.slice_kind in ('course', 'week', 'group'))
    group by slices.evaluation_id, slices.model, draws.replicate, slices.probability
),

ranked as (
    select
        *,
        sum(n_others) over (
            partition by evaluation_id, model, replicate
            order by probability
            rows between unbounded preceding and current row
        ) as n_others_so_far
    from steps
)

select
    evaluation_id,
    model,
    replicate,
    cast(sum(n_stopouts * (2 * n_others_so_far - n_others)) as double)
    / nullif(2 * cast(sum(n_stopouts) as double) * cast(sum(n_others) as double), 0) as auc
from ranked
group by evaluation_id, model, replicate
