{#- Evaluations of more predictions are binned, so that a bootstrap of millions ends. -#}
{%- set n_exact, n_bins = 2000, 500 -%}

with
slices as (
    select * from {{ ref('int_prediction_slices') }}
),

ranked as (
    select
        evaluation_id,
        model,
        slice_kind,
        course_id,
        learner_id,
        week_number,
        is_stopout,
        rank() over (partition by evaluation_id, model order by probability) as score_rank,
        count(*) over (partition by evaluation_id, model) as n_predictions
    from slices
)

select
    evaluation_id,
    model,
    slice_kind,
    course_id,
    learner_id,
    week_number,
    is_stopout,
    score_rank,
    case
        when n_predictions <= {{ n_exact }} then score_rank
        else
            cast(
                floor((score_rank - 1) * {{ n_bins }} / cast(n_predictions as double)) as bigint
            )
            + 1
    end as bin
from ranked
