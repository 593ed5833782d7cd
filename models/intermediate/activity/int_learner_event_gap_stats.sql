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
    count(gaps.seconds_to_next) as n_gaps,
    {{ exact_sum('gaps.seconds_to_next') }} / nullif(count(gaps.seconds_to_next), 0)
        as mean_gap_seconds,
    {{ stddev_seconds('gaps.seconds_to_next') }} as sd_gap_seconds,
    max(gaps.seconds_to_next) as max_gap_seconds
from gaps
left join courses
    on gaps.course_id = courses.course_id
where {{ within_course_dates('gaps.event_at') }}
group by gaps.learner_id, gaps.course_id
