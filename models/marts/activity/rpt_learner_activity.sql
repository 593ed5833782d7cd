with
person_courses as (
    select * from {{ ref('fct_person_course') }}
)

select
    platform,
    course_id,
    learner_id,
    n_events,
    cast(rank() over (partition by course_id order by n_events desc) as bigint) as activity_rank,
    cume_dist() over (partition by course_id order by n_events) as cumulative_share
from person_courses
where n_events > 0
