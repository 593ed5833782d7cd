with
submissions as (
    select * from {{ ref('int_week_submissions') }}
    where average_number_of_attempts is not null
)

select
    platform,
    course_id,
    learner_id,
    week_number,
    cast(50 * (
        rank() over of_week - 1
        + count(*) over of_week
        + 1
    ) as double) / count(*) over (partition by course_id, week_number)
        as percentile_of_average_number_of_attempts,
    average_number_of_attempts
    / max(average_number_of_attempts) over (partition by course_id, week_number)
        as share_of_max_average_number_of_attempts
from submissions
window of_week as (
    partition by course_id, week_number order by average_number_of_attempts
)
