with
predictions as (
    select * from {{ ref('stg_predictions__rows') }}
    where fate = 'accepted'
),

learner_weeks as (
    select * from {{ ref('int_feature_learner_weeks') }}
),

learners as (
    select * from {{ ref('int_feature_learners') }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
),

placed as (
    select
        predictions.*,
        learner_weeks.platform,
        predictions.week_number + predictions.lead_weeks as target_week,
        learner_weeks.week_started_at + interval 7 day as predicted_at,
        courses.last_week,
        predictions.label = 'activity' or learners.last_submission_week is not null as has_label,
        case
            when predictions.label = 'activity' then learners.last_active_week
            else learners.last_submission_week
        end as last_in_week
    from predictions
    inner join learner_weeks
        on
            predictions.course_id = learner_weeks.course_id
            and predictions.learner_id = learner_weeks.learner_id
            and predictions.week_number = learner_weeks.week_number
    inner join courses
        on predictions.course_id = courses.course_id
    left join learners
        on
            predictions.course_id = learners.course_id
            and predictions.learner_id = learners.learner_id
)

select
    run_id,
    model,
    is_baseline,
    regime,
    label,
    platform,
    course_id,
    learner_id,
    week_number,
    lead_weeks,
    target_week,
    predicted_at,
    trained_until,
    trained_until <= predicted_at as was_possible,
    probability,
    case when has_label then coalesce(last_in_week >= week_number, false) end as is_still_in,
    case
        when has_label and target_week <= last_week
            then coalesce(last_in_week < target_week, true)
    end as is_stopout,
    target_week = last_week as is_last_week,
    load_id
from placed
