-- The most active learner of a course has a share of 1 and the first rank; shares follow ranks.
select course_id
from {{ ref('rpt_learner_activity') }}
group by course_id
having
    max(cumulative_share) <> 1
    or min(activity_rank) <> 1
    or min(cumulative_share) <= 0
    or min(cumulative_share) filter (where activity_rank = 1) <> 1
