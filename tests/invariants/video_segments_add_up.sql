-- Every segment that a learner opens is closed, lost, or still open at the end.
with
steps as (
    select * from {{ ref('int_video_steps') }}
)

select
    learner_course_id,
    video_id
from steps
group by learner_course_id, video_id
having
    count(*) filter (where opens_segment)
    <> count(*) filter (where closes_segment or loses_segment)
    + count(*) filter (where is_left_open)
