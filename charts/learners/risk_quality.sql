with
latest as (
    select max(load_id) as load_id
    from marts.rpt_prediction_quality
    where course_id = $course
),

quality as (
    select quality.*
    from marts.rpt_prediction_quality as quality
    inner join latest on quality.load_id = latest.load_id
    where
        quality.course_id = $course
        and quality.slice_kind = 'course'
        and quality.label = 'activity'
        and quality.auc is not null
)

select
    case regime
        when 'earlier_run' then 'earlier runs'
        when 'other_courses' then 'other courses'
        when 'in_situ' then 'the course, week by week'
        when 'within_course' then 'the course itself (optimistic)'
        else regime
    end as training,
    lead_weeks as lead,
    case model
        when 'logistic_regression' then 'logistic regression'
        when 'gradient_boosting' then 'gradient boosting'
        when 'baseline_no_activity' then 'baseline: no activity'
        when 'baseline_active_days' then 'baseline: active days'
        else model
    end as model,
    round(auc, 3) as auc,
    round(auc_low, 3) as low,
    round(auc_high, 3) as high,
    round(100 * stopout_share, 1) as left,
    n_predictions as predictions
from quality
order by regime, run_id, lead_weeks, is_baseline, model
limit 200
