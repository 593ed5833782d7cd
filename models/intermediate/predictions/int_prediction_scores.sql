{#- ln(0) has no value: it counts as that of the smallest number that scikit-learn takes. -#}
{%- set nearest = "cast('2.220446049250313e-16' as double)" %}

with
slices as (
    select * from {{ ref('int_prediction_slices') }}
),

scored as (
    select
        *,
        -ln(
            greatest(
                case when is_stopout then probability else 1 - probability end, {{ nearest }}
            )
        ) as log_loss,
        power(probability - cast(cast(is_stopout as integer) as double), 2) as squared_error
    from slices
)

select
    evaluation_id,
    model,
    is_baseline,
    run_id,
    regime,
    label,
    lead_weeks,
    platform,
    judged_course_id,
    slice_kind,
    slice_value,
    bool_and(was_possible) as was_possible,
    count(*) as n_predictions,
    count(distinct course_id || ' ' || cast(learner_id as string)) as n_learners,
    count(case when is_stopout then 1 end) as n_stopouts,
    {{ exact_avg('log_loss') }} as log_loss,
    {{ exact_avg('squared_error') }} as brier,
    max(load_id) as load_id
from scored
group by all
