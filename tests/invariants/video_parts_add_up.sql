-- Every part of a video that a learner opens ends in one way: cut, lost, or still open at the end.
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
    count(*) filter (where outcome in ('opens', 'loses and opens', 'cuts and stays open'))
    <> count(*) filter (
        where outcome in ('cuts', 'cuts and stays open', 'loses', 'loses and opens')
    ) + count(*) filter (where is_left_open)
