{%- set short = var('time_on_task_short_minutes') * 60 %}
{%- set long = var('time_on_task_long_minutes') * 60 %}

with
task_events as (
    select * from ({{ on_local_days(ref('int_task_events'), 'event_at') }})
),

timed as (
    select
        *,
        case when seconds_to_next <= {{ short }} then seconds_to_next end as seconds_short,
        case when seconds_to_next <= {{ long }} then seconds_to_next end as seconds_long
    from task_events
)

select
    platform,
    course_id,
    learner_id,
    activity_date,
    {% for cut_off in ['short', 'long'] -%}
        coalesce({{ exact_sum('seconds_' ~ cut_off) }}, 0) as total_seconds_{{ cut_off }},
        {% for task in ['video', 'problem', 'forum', 'text', 'other'] -%}
            coalesce({{ exact_sum(
                "case when task = '" ~ task ~ "' then seconds_" ~ cut_off ~ ' end'
            ) }}, 0) as {{ task }}_seconds_{{ cut_off }},
        {% endfor -%}
    {% endfor -%}
    count(*) as n_events
from timed
group by platform, course_id, learner_id, activity_date
