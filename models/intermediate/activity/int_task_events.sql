with
events as (
    select * from {{ ref('int_learner_events_in_scope') }}
    where course_id is not null
),

gaps as (
    select * from {{ ref('int_event_gaps') }}
),

event_tasks as (
    select * from {{ ref('event_tasks') }}
),

task_events as (
    select
        events.platform,
        events.course_id,
        events.learner_id,
        events.learner_course_id,
        events.event_id,
        events.event_at,
        events.line_no,
        gaps.seconds_to_next,
        coalesce(type_tasks.task, family_tasks.task, area_tasks.task, 'other') as task
    from events
    inner join gaps
        on events.event_id = gaps.event_id
    {%- for kind, alias in {
        'event_type': 'type_tasks', 'event_family': 'family_tasks', 'area': 'area_tasks',
    }.items() %}
        left join event_tasks as {{ alias }}
            on {{ alias }}.kind = '{{ kind }}' and events.{{ kind }} = {{ alias }}.name
    {%- endfor %}
)

select
    platform,
    course_id,
    learner_id,
    event_id,
    event_at,
    task,
    seconds_to_next,
    {{ seconds_between('lag(event_at) over in_time', 'event_at') }} as seconds_since_last,
    {{ seconds_between('lag(event_at) over in_task', 'event_at') }} as seconds_since_same_task,
    case
        when task <> 'other'
            then {{ seconds_between('lag(event_at) over in_any_task', 'event_at') }}
    end as seconds_since_any_task
from task_events
window
    in_time as (
        partition by learner_course_id order by {{ event_order() }}
    ),
    in_task as (
        partition by learner_course_id, task order by {{ event_order() }}
    ),
    in_any_task as (
        partition by learner_course_id, task = 'other'
        order by {{ event_order() }}
    )
