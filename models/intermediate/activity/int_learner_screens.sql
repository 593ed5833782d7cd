with
clickstream_events as (
    select * from {{ ref('stg_coursera__clickstream_events') }}
    where learner_id is not null and screen_resolution is not null
),

ranked as (
    select
        learner_id,
        course_id,
        screen_resolution,
        row_number() over (
            partition by learner_id, course_id order by count(*) desc, screen_resolution asc
        ) as preference
    from clickstream_events
    group by learner_id, course_id, screen_resolution
)

select
    learner_id,
    course_id,
    screen_resolution
from ranked
where preference = 1
