{{ config(materialized='view') }}

with
predictions as (
    select * from {{ ref('int_predictions') }}
)

select
    predictions.run_id,
    predictions.model,
    predictions.is_baseline,
    predictions.regime,
    predictions.label,
    predictions.platform,
    predictions.course_id,
    predictions.learner_id,
    predictions.week_number,
    predictions.lead_weeks,
    predictions.target_week,
    predictions.predicted_at,
    predictions.trained_until,
    predictions.was_possible,
    predictions.probability,
    predictions.is_still_in,
    predictions.is_stopout,
    predictions.is_last_week,
    predictions.load_id
from predictions
