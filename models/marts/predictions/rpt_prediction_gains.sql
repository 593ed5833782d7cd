with
scores as (
    select * from {{ ref('int_prediction_scores') }}
),

aucs as (
    select * from {{ ref('int_prediction_aucs') }}
),

-- Both are judged by the same draws of learners.
pairs as (
    select
        scores.evaluation_id,
        scores.model,
        baselines.model as baseline,
        aucs.replicate,
        aucs.auc - baseline_aucs.auc as gain
    from scores
    inner join scores as baselines
        on
            scores.evaluation_id = baselines.evaluation_id
            and baselines.is_baseline
    inner join aucs
        on
            scores.evaluation_id = aucs.evaluation_id
            and scores.model = aucs.model
    inner join aucs as baseline_aucs
        on
            baselines.evaluation_id = baseline_aucs.evaluation_id
            and baselines.model = baseline_aucs.model
            and aucs.replicate = baseline_aucs.replicate
    where not scores.is_baseline
),

gains as (
    select
        evaluation_id,
        model,
        baseline,
        max(case when replicate = 0 then gain end) as auc_gain,
        percentile_cont(0.025) within group (
            order by case when replicate > 0 then gain end
        ) as auc_gain_low,
        percentile_cont(0.975) within group (
            order by case when replicate > 0 then gain end
        ) as auc_gain_high
    from pairs
    group by evaluation_id, model, baseline
)

select
    scores.evaluation_id,
    scores.run_id,
    scores.regime,
    scores.label,
    scores.lead_weeks,
    scores.platform,
    scores.judged_course_id as course_id,
    scores.slice_kind,
    scores.slice_value,
    scores.model,
    gains.baseline,
    scores.was_possible,
    gains.auc_gain,
    gains.auc_gain_low,
    gains.auc_gain_high,
    gains.auc_gain_low > 0 as is_better
from scores
inner join gains
    on
        scores.evaluation_id = gains.evaluation_id
        and scores.model = gains.model
