with
block_completion as (
    select * from {{ ref('fct_block_completion') }}
    where first_completed_at is not null
)

select
    course_id,
    learner_id,
    greatest(week_number, 0) as week_number,
    count(*) as n_blocks_completed
from ({{ on_course_weeks('block_completion', 'first_completed_at') }}) as completed_blocks
group by course_id, learner_id, greatest(week_number, 0)
