with
slices as (
    select * from {{ ref('int_prediction_slices') }}
),

binned as (
    select
        *,
        greatest(cast(ceil(probability * 10) as bigint), 1) as bin
    from slices
)

select
    evaluation_id,
    run_id,
    regime,
    label,
    lead_weeks,
    platform,
    judged_course_id as course_id,
    slice_kind,
    slice_value,
    model,
    is_baseline,
    bin,
    count(*) as n_predictions,
    count(case when is_stopout then 1 end) as n_stopouts,
    {{ exact_avg('probability') }} as mean_probability,
    count(case when is_stopout then 1 end) / cast(count(*) as double) as stopout_share
from binned
group by all
