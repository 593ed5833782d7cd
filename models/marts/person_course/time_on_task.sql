{%- set short = var('time_on_task_short_minutes') * 60 %}
{%- set long = var('time_on_task_long_minutes') * 60 %}
{%- set tasks = ['video', 'problem', 'forum', 'text'] %}

with
task_events as (
    select * from ({{ on_local_days(ref('int_task_events'), 'event_at') }})
)

select
    platform,
    course_id,
    activity_date as date, -- noqa
    cast(null as string) as username,
    {% for name, seconds in {'5': short, '30': long}.items() -%}
        {{ exact_sum(
            'case when seconds_since_last < ' ~ seconds ~ ' then seconds_since_last end'
        ) }} as total_time_{{ name }},
    {% endfor -%}
    {% for task in tasks -%}
        {% for name, seconds in {'5': short, '30': long}.items() -%}
            {{ exact_sum(
                "case when task = '" ~ task ~ "' and seconds_since_same_task < " ~ seconds
                ~ ' then seconds_since_same_task end'
            ) }} as total_{{ task }}_time_{{ name }},
        {% endfor -%}
        {{ exact_sum(
            "case when task = '" ~ task ~ "' and seconds_since_any_task < " ~ long
            ~ ' then seconds_since_any_task end'
        ) }} as serial_{{ task }}_time_30,
    {% endfor -%}
    learner_id as user_id
from task_events
group by platform, course_id, learner_id, activity_date
