with
events as (
    select * from {{ ref('int_feature_events') }}
    where released_at is not null and event_at >= released_at
),

first_uses as (
    select
        platform,
        course_id,
        learner_id,
        resource_id,
        min(week_number) as week_number,
        {{ seconds_between('min(released_at)', 'min(event_at)') }} / 86400 as reaction_days
    from events
    group by platform, course_id, learner_id, resource_id
)

select
    platform,
    course_id,
    learner_id,
    week_number,
    {{ exact_avg('reaction_days') }} as time_to_react
from first_uses
where week_number >= 0
group by platform, course_id, learner_id, week_number
