with
drops as (
    select * from {{ ref('stg_edx__problem_events') }}
    where event_type = 'drag_and_drop_item_dropped' and event_source = 'server'
),

events_in_scope as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where event_family = 'problem'
),

ordered as (
    select
        drops.*,
        row_number() over (
            partition by drops.learner_id, drops.course_id, drops.problem_id, drops.item_id
            order by {{ event_order('drops') }}
        ) as drop_number,
        row_number() over (
            partition by drops.learner_id, drops.course_id, drops.problem_id, drops.item_id
            order by drops.event_at desc, drops.line_no desc, drops.event_id desc
        ) as recency
    from drops
    inner join events_in_scope
        on drops.event_id = events_in_scope.event_id
    where drops.problem_id is not null and drops.item_id is not null
)

select
    'edx' as platform,
    course_id,
    learner_id,
    problem_id,
    item_id,
    count(*) as n_drops,
    count(*) filter (where not is_item_correct) as n_wrong_drops,
    min(event_at) as first_dropped_at,
    max(event_at) as last_dropped_at,
    max(zone_id) filter (where drop_number = 1) as first_zone_id,
    bool_or(is_item_correct) filter (where drop_number = 1) as first_is_correct,
    max(zone_id) filter (where recency = 1) as zone_id,
    bool_or(is_item_correct) filter (where recency = 1) as is_correct
from ordered
group by course_id, learner_id, problem_id, item_id
