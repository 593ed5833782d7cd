{%- set tasks = ['video', 'problem', 'forum', 'text', 'other'] %}
{%- set cut_offs = {
    'short': var('time_on_task_short_minutes'), 'long': var('time_on_task_long_minutes'),
} %}

with
task_events as (
    select * from ({{ on_local_days(ref('int_task_events'), 'event_at') }})
)

select
    platform,
    course_id,
    learner_id,
    activity_date,
    {% for cut_off, minutes in cut_offs.items() -%}
        {%- set is_counted = 'seconds_to_next <= ' ~ minutes * 60 -%}
        coalesce({{ exact_sum(
            'case when ' ~ is_counted ~ ' then seconds_to_next end'
        ) }}, 0) as total_seconds_{{ cut_off }},
        {% for task in tasks -%}
            coalesce({{ exact_sum(
                "case when task = '" ~ task ~ "' and " ~ is_counted ~ ' then seconds_to_next end'
            ) }}, 0) as {{ task }}_seconds_{{ cut_off }},
        {% endfor -%}
    {% endfor -%}
    count(*) as n_events
from task_events
group by platform, course_id, learner_id, activity_date
