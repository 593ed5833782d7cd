with
acts as (
    select
        platform,
        course_id,
        learner_id,
        week_number,
        local_at
    from {{ ref('int_feature_events') }}
    where week_number >= 0
    union all
    select
        platform,
        course_id,
        learner_id,
        week_number,
        local_at
    from {{ ref('int_feature_collaborations') }}
    where week_number >= 0
),

hours as (
    select
        *,
        {{ seconds_between("date_trunc('day', local_at)", "date_trunc('hour', local_at)") }} / 3600
            as hour_of_day
    from acts
),

mean_hours as (
    select
        course_id,
        learner_id,
        week_number,
        {{ exact_avg('hour_of_day') }} as mean_hour
    from hours
    group by course_id, learner_id, week_number
)

select
    hours.platform,
    hours.course_id,
    hours.learner_id,
    hours.week_number,
    sqrt({{ exact_avg(
        '(hours.hour_of_day - mean_hours.mean_hour) * (hours.hour_of_day - mean_hours.mean_hour)'
    ) }}) as std_hours_working
from hours
inner join mean_hours
    on
        hours.course_id = mean_hours.course_id
        and hours.learner_id = mean_hours.learner_id
        and hours.week_number = mean_hours.week_number
group by hours.platform, hours.course_id, hours.learner_id, hours.week_number
