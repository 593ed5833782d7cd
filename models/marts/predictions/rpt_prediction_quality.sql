with
scores as (
    select * from {{ ref('int_prediction_scores') }}
),

aucs as (
    select * from {{ ref('int_prediction_aucs') }}
),

tops as (
    select * from {{ ref('int_prediction_top') }}
),

areas as (
    select
        evaluation_id,
        model,
        max(case when replicate = 0 then auc end) as auc,
        percentile_cont(0.025) within group (
            order by case when replicate > 0 then auc end
        ) as auc_low,
        percentile_cont(0.975) within group (
            order by case when replicate > 0 then auc end
        ) as auc_high
    from aucs
    group by evaluation_id, model
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
    scores.is_baseline,
    scores.was_possible,
    scores.n_predictions,
    scores.n_learners,
    scores.n_stopouts,
    scores.n_stopouts / cast(scores.n_predictions as double) as stopout_share,
    areas.auc,
    areas.auc_low,
    areas.auc_high,
    scores.log_loss,
    scores.brier,
    tops.precision_at_10,
    tops.precision_at_50,
    tops.precision_at_100,
    tops.precision_at_tenth,
    scores.load_id
from scores
left join areas
    on
        scores.evaluation_id = areas.evaluation_id
        and scores.model = areas.model
left join tops
    on
        scores.evaluation_id = tops.evaluation_id
        and scores.model = tops.model
