{%- set short_gap =
    'case when gaps.seconds_to_next <= ' ~ var('time_on_task_short_minutes') * 60
    ~ ' then gaps.seconds_to_next end' %}

with
gaps as (
    select * from {{ ref('int_event_gaps') }}
    where course_id is not null
),

courses as (
    select * from {{ ref('int_courses') }}
)

select
    gaps.learner_id,
    gaps.course_id,
    {{ exact_sum('gaps.seconds_to_next') }} / nullif(count(gaps.seconds_to_next), 0)
        as mean_gap_seconds,
    {{ stddev_seconds('gaps.seconds_to_next') }} as sd_gap_seconds,
    max(gaps.seconds_to_next) as max_gap_seconds,
    count({{ short_gap }}) as n_short_gaps,
    coalesce({{ exact_sum(short_gap) }}, 0) as short_gap_seconds,
    {{ exact_avg(short_gap) }} as mean_short_gap_seconds,
    {{ stddev_seconds(short_gap) }} as sd_short_gap_seconds,
    max({{ short_gap }}) as max_short_gap_seconds
from gaps
left join courses
    on gaps.course_id = courses.course_id
where {{ within_course_dates('gaps.event_at') }}
group by gaps.learner_id, gaps.course_id
