with
attempts as (
    select * from {{ ref('fct_problem_attempts') }}
)

select
    course_id,
    learner_id,
    week_number,
    count(*) as n_problem_attempts,
    count(distinct problem_id) as n_problems_attempted,
    count(distinct case when is_correct then problem_id end) as n_problems_correct
from ({{ on_course_weeks('attempts', 'attempted_at') }}) as placed_attempts
where week_number >= 0
group by course_id, learner_id, week_number
