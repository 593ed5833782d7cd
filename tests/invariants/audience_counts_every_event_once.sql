-- Each dimension of the audience sums to the events of the course.
with
courses as (
    select
        course_id,
        count(*) as n_events
    from {{ ref('int_events_in_scope') }}
    where course_id is not null
    group by course_id
),

audience as (
    select
        course_id,
        dimension,
        sum(n_events) as n_events
    from {{ ref('rpt_audience') }}
    group by course_id, dimension
)

select
    courses.course_id,
    audience.dimension
from courses
full outer join audience
    on courses.course_id = audience.course_id
where courses.n_events is distinct from audience.n_events
