-- The tasks of a day sum to its total, a longer cut-off counts no less, and the total with the
-- session gap as its cut-off is the active time.
with
times as (
    select * from {{ ref('fct_time_on_task') }}
),

days as (
    select * from {{ ref('fct_person_course_day') }}
)

select
    times.learner_id,
    times.course_id,
    times.activity_date
from times
left join days
    on
        times.learner_id = days.learner_id
        and times.course_id = days.course_id
        and times.activity_date = days.activity_date
where
    times.n_events is distinct from days.n_events
    {%- for cut_off in ['short', 'long'] %}
        or abs(
            times.total_seconds_{{ cut_off }} - times.video_seconds_{{ cut_off }}
            - times.problem_seconds_{{ cut_off }} - times.forum_seconds_{{ cut_off }}
            - times.text_seconds_{{ cut_off }} - times.other_seconds_{{ cut_off }}
        ) > 0.001
    {%- endfor %}
    {%- if var('time_on_task_short_minutes') <= var('time_on_task_long_minutes') %}
        or times.total_seconds_short > times.total_seconds_long + 0.001
    {%- endif %}
    {%- if var('time_on_task_long_minutes') == var('session_gap_minutes') %}
        or abs(times.total_seconds_long - days.active_seconds) > 0.001
    {%- endif %}
