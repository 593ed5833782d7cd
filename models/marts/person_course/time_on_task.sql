{%- set short = var('time_on_task_short_minutes') * 60 %}
{%- set long = var('time_on_task_long_minutes') * 60 %}

with
task_events as (
    select * from ({{ on_local_days(ref('int_task_events'), 'event_at') }})
),

-- Gaps to any event, to one of the same task and to one of any task, where they are short enough.
timed as (
    select
        *,
        case when seconds_since_last < {{ short }} then seconds_since_last end as total_5,
        case when seconds_since_last < {{ long }} then seconds_since_last end as total_30,
        case when seconds_since_same_task < {{ short }} then seconds_since_same_task end as task_5,
        case when seconds_since_same_task < {{ long }} then seconds_since_same_task end as task_30,
        case when seconds_since_any_task < {{ long }} then seconds_since_any_task end as serial_30
    from task_events
)

select
    platform,
    course_id,
    activity_date as date, -- noqa
    cast(null as string) as username,
    {{ exact_sum('total_5') }} as total_time_5,
    {{ exact_sum('total_30') }} as total_time_30,
    {% for task in ['video', 'problem', 'forum', 'text'] -%}
        {%- set of_task = "case when task = '" ~ task ~ "' then " -%}
        {{ exact_sum(of_task ~ 'task_5 end') }} as total_{{ task }}_time_5,
        {{ exact_sum(of_task ~ 'task_30 end') }} as total_{{ task }}_time_30,
        {{ exact_sum(of_task ~ 'serial_30 end') }} as serial_{{ task }}_time_30,
    {% endfor -%}
    learner_id as user_id
from timed
group by platform, course_id, learner_id, activity_date
