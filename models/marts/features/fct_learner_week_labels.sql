with
learner_weeks as (
    select * from {{ ref('int_feature_learner_weeks') }}
),

learners as (
    select * from {{ ref('int_feature_learners') }}
),

courses as (
    select * from {{ ref('int_feature_courses') }}
),

weeks as (
    select
        learner_weeks.platform,
        learner_weeks.course_id,
        learner_weeks.learner_id,
        learner_weeks.week_number,
        learners.last_submission_week,
        learners.last_active_week,
        learners.last_submission_week >= learner_weeks.week_number as is_in_by_submission,
        coalesce(learners.last_active_week >= learner_weeks.week_number, false)
            as is_in_by_activity,
        courses.last_week,
        case
            when learner_weeks.has_joined and learners.last_active_week >= learner_weeks.week_number
                then
                    least(
                        courses.last_week - learner_weeks.week_number,
                        {{ var('label_max_lead_weeks') }}
                    )
            else 0
        end as longest_lead
    from learner_weeks
    inner join courses
        on learner_weeks.course_id = courses.course_id
    left join learners
        on
            learner_weeks.course_id = learners.course_id
            and learner_weeks.learner_id = learners.learner_id
)

select
    weeks.platform,
    weeks.course_id,
    weeks.learner_id,
    weeks.week_number,
    leads.number as lead_weeks,
    weeks.week_number + leads.number as target_week,
    weeks.is_in_by_submission,
    weeks.is_in_by_activity,
    weeks.last_submission_week < weeks.week_number + leads.number as is_stopout_by_submission,
    coalesce(weeks.last_active_week < weeks.week_number + leads.number, true)
        as is_stopout_by_activity,
    weeks.week_number + leads.number = weeks.last_week as is_last_week
from weeks
{{ join_numbers('0', 'weeks.longest_lead', 'leads') }}
